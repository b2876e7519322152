// Not Rust: it loads the Rust. The entries differ in where the WebAssembly module comes from, and when.
import { __wbg_set_wasm } from 'synapse:glue';
import { allocators, begin, imports, isOurs, methods } from 'synapse:imports';
import { InvalidRequestError, internalError, panic, rejectAll } from './errors.js';

let exports;

export const isStarted = () => exports !== undefined;

/** There is none under `node --jitless`, or where a browser's policy says so. */
export function checkWebAssembly() {
  if (typeof WebAssembly === 'object') return;
  throw new InvalidRequestError('synapse-backend-client needs WebAssembly, which is switched off here');
}

/** Compiles, where these are bytes, off the main thread where the engine can. */
export async function start(moduleOrBytes) {
  checkWebAssembly();
  const result = await WebAssembly.instantiate(moduleOrBytes, imports);
  run(result.instance ?? result);
}

export function startNow(module) {
  run(new WebAssembly.Instance(module, imports));
}

/** Until the module runs, the glue talks to a stand-in: whatever it asks for first calls `demand`, which starts it, or throws. */
export function whenFirstUsed(demand) {
  const get = (_, name) => {
    demand();
    return exports[name];
  };
  __wbg_set_wasm(new Proxy({}, { get }));
}

function run(instance) {
  // A client that was made while the module was compiling has started it already; its memory must stay the one in use.
  if (exports) return;
  if (!isOurs(instance.exports)) throw new TypeError('it is another module');
  exports = Object.fromEntries(Object.entries(instance.exports).map(([name, item]) => [name, guarded(name, item)]));
  __wbg_set_wasm(exports);
  begin(exports);
}

/** What the glue of a callback or a finalizer may take apart, or take for the number of undefined. */
const NOTHING = Object.assign([0, 0, 0], { valueOf: () => 0 });

/** What is called with it throws where little of the stack is left. */
const ROOM = Array(1024).fill(0);
const takeRoom = () => {};

/** So many methods called without a callback between them may be a recursion that will not end. */
const MANY = 1000;
let inARow = 0;

const resolved = Promise.resolve();

/**
 * An exception that leaves an export is a panic, or a trap: the memory of the module may be in any state. Every call under way rejects,
 * methods throw from now on, and so does what would go on with that memory. Callbacks do nothing: what they throw would be nobody's, and
 * end a Node process.
 */
function guarded(name, item) {
  if (typeof item !== 'function') return item;
  const isMethod = methods.includes(name);
  const mayThrow = isMethod || allocators.includes(name);
  return (a, b, c, d, e, f) => {
    // That the stack has come to its end is no panic as long as nothing of the module has run.
    if (isMethod && ++inARow > MANY) Reflect.apply(takeRoom, undefined, ROOM);
    else if (!mayThrow) inARow = 0;
    try {
      if (!panic.isOver) return item(a, b, c, d, e, f);
    } catch (thrown) {
      try {
        // A callback of what has gone: nothing of the module has run.
        if (!mayThrow && thrown.message.startsWith('closure invoked')) return NOTHING;
      } catch {
        // It is no Error.
      }
      if (!panic.isOver) panic.cause = thrown;
      panic.isOver = true;
    }
    try {
      resolved.then(rejectAll);
    } catch {
      // The stack has come to its end. Each call under way waits for a callback, and all come by here.
    }
    if (mayThrow) throw internalError();
    return NOTHING;
  };
}
