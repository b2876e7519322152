// Not Rust: what every entry of the package exports, and what the glue's class lacks to be held, copied and proxied like any object.
// `synapse:` names are made by the build: the glue of wasm-bindgen, and what this platform has of files.
import { BackendClient, ItemIterator } from 'synapse:glue';
import { ClientError, InvalidRequestError, panic } from './errors.js';

/**
 * The number by which Rust knows an object lies in a function that is a property of it. Copies share the function, and what it stands
 * for lives as long as it: a copied number would one day be another object's.
 */
const HANDLES = new Map([BackendClient, ItemIterator].map(({ prototype }) => [prototype, Symbol('handle')]));

const strangerError = () =>
  new InvalidRequestError('this is not a BackendClient: call the method on a client, client.listJobs()', {
    field: 'this',
    fieldErrors: { this: ['is no BackendClient'] },
  });

for (const [prototype, handle] of HANDLES) {
  const handleOf = (object) => {
    if (typeof object?.[handle] !== 'function') throw strangerError();
    return object[handle];
  };
  /** A method that Rust is asked for only of what it knows. */
  const checked = (method) =>
    function (a, b, c) {
      handleOf(this);
      return method.call(this, a, b, c);
    };
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (name === 'constructor') continue;
    if (get) Object.defineProperty(prototype, name, { get: checked(get) });
    else prototype[name] = name === 'withOptions' ? checked(value) : settling(checked(value), name);
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
    // What the glue registers with the garbage collector: not the object, of which there may be copies.
    __wbg_handle: {
      get() {
        return handleOf(this);
      },
    },
  });
}

/** A method that never throws: taken off its client, or after a panic, it rejects. */
function settling(method, name) {
  const isIterator = /^(iterate|tail)/.test(name);
  return function (a, b, c) {
    try {
      return method.call(this, a, b, c);
    } catch (thrown) {
      // The stack is at its end: any function throws there.
      if (!(thrown instanceof ClientError)) throw thrown;
      return isIterator ? failing(thrown) : Promise.reject(thrown);
    }
  };
}

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype));
Object.setPrototypeOf(ItemIterator.prototype, AsyncIteratorPrototype);

/** An iterator whose first item is a failure. */
// eslint-disable-next-line require-yield
async function* failing(error) {
  throw error;
}

// What a console shows of a client: no secret.
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
