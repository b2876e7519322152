// Not Rust: the exports of every entry, and what the class of the glue needs so that clients can be copied and proxied like any object.
// The build resolves the `synapse:` names: wasm-bindgen's glue, the version, and the source of `fileFromPath`.
import { BackendClient, ItemIterator } from 'synapse:glue';
import { ClientError, panic, refusal } from './errors.js';

/**
 * Keeps the pointer of an object in a function, which is a property of the object. Copies of the object share the function, and the memory
 * is freed when the function is collected. A copied pointer could later point to another object.
 */
const HANDLES = new Map([BackendClient, ItemIterator].map(({ prototype }) => [prototype, Symbol('handle')]));

for (const [prototype, handle] of HANDLES) {
  const handleOf = (object) => {
    if (typeof object?.[handle] === 'function') return object[handle];
    throw refusal('this', 'is not a BackendClient: call the method on a client, client.listJobs()');
  };
  /**
   * Wraps a method or a getter. Refuses arguments that it does not take, which would otherwise be ignored silently. `onError` gets the
   * errors that are thrown at once.
   */
  const checked = (method, name, onError) =>
    function (...passed) {
      try {
        handleOf(this);
        const last = method.length;
        // A loop may pass more arguments to an iterator, whose methods take none.
        if (last && passed.slice(last).some(isDefined)) throw refusal('options', `are argument ${last} of ${name}, its last one`);
        return method.apply(this, passed);
      } catch (thrown) {
        // After a stack overflow, every function throws.
        if (!(thrown instanceof ClientError)) throw thrown;
        return onError(thrown);
      }
    };
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'constructor') continue;
    if (get) Object.defineProperty(prototype, name, { get: checked(get, name, rethrow) });
    else prototype[name] = checked(value, name, onErrorOf(name));
  }
  Object.defineProperties(prototype, {
    __wbg_ptr: {
      get() {
        return handleOf(this)();
      },
      set(pointer) {
        this[handle] = () => pointer;
      },
    },
    // The glue registers this with the garbage collector, instead of the object, because there may be copies of the object.
    __wbg_handle: {
      get() {
        return handleOf(this);
      },
    },
  });
}

const isDefined = (value) => value !== undefined;

/** What a method does with an error that is thrown at once: without its client, after a panic, or for an argument too many. */
function onErrorOf(name) {
  if (name === 'withOptions') return rethrow;
  // Not a regular expression, which V8 would compile while the page starts.
  const isIterator = name.startsWith('iterate') || name.startsWith('tail');
  return isIterator ? failing : (error) => Promise.reject(error);
}

function rethrow(error) {
  throw error;
}

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));
Object.setPrototypeOf(ItemIterator.prototype, AsyncIteratorPrototype);

/** An iterator whose first item is a failure. */
// eslint-disable-next-line require-yield
async function* failing(error) {
  throw error;
}

// What `console.log` shows: no secrets.
BackendClient.prototype[Symbol.for('nodejs.util.inspect.custom')] = function () {
  return this?.[HANDLES.get(BackendClient.prototype)] && !panic.isOver ? `BackendClient { baseUrl: '${this.baseUrl}' }` : 'BackendClient {}';
};

// Minifiers rename classes.
Object.defineProperty(BackendClient, 'name', { value: 'BackendClient' });

export { BackendClient };
export { jobState } from 'synapse:glue';
export { VERSION } from 'synapse:version';
export { fileFromPath } from 'synapse:file';
export {
  AuthenticationError,
  AuthorizationError,
  ClientConnectionError,
  ClientError,
  ClientResponseIncompleteError,
  ClientTimeoutError,
  GpuUnavailableError,
  HTTPError,
  InternalError,
  InvalidRequestError,
  InvalidResponseError,
  JobFailedError,
  NotFoundError,
  RateLimitError,
  ServerError,
  StreamError,
  ValidationError,
} from './errors.js';
