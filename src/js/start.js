// Not Rust: it loads the WebAssembly. The entries differ in where the WebAssembly module comes from, and when it is loaded.
import { __wbg_set_wasm } from 'synapse:glue';
import { allocators, initialize, imports, isOurs, methods } from 'synapse:imports';
import { InvalidRequestError, internalError, panic, rejectAll } from './errors.js';

let exports;

export const isStarted = () => exports !== undefined;

/** `node --jitless` has no WebAssembly. */
export function checkWebAssembly() {
  if (typeof WebAssembly !== 'object') throw missing('is switched off here');
}

const missing = (words, cause) => new InvalidRequestError(`synapse-backend-client needs WebAssembly, which ${words}`, { cause });

/**
 * The error to throw after a failed compilation: one that explains the policy if that forbids WebAssembly, or else `other`. Engines
 * differ only in the message: "unsafe-eval" in Chrome and Safari, "CSP" in Firefox.
 */
export function compileError(cause, other = cause) {
  const isForbidden = /unsafe-eval|CSP/.test(cause.message);
  return isForbidden ? missing("the Content-Security-Policy forbids: add 'wasm-unsafe-eval' to script-src", cause) : other;
}

/** Starts the module. Bytes are compiled off the main thread, if the engine supports it. */
export async function start(moduleOrBytes) {
  checkWebAssembly();
  const result = await WebAssembly.instantiate(moduleOrBytes, imports);
  run(result.instance ?? result);
}

export function startNow(module) {
  run(new WebAssembly.Instance(module, imports));
}

/** Until the module runs, the glue uses a proxy. The first access calls `demand`, which starts the module or throws. */
export function whenFirstUsed(demand) {
  const get = (_, name) => {
    demand();
    return exports[name];
  };
  __wbg_set_wasm(new Proxy({}, { get }));
}

function run(instance) {
  // If a client was made while the module was compiling, the module is already running, and its memory must stay in use.
  if (exports) return;
  if (!isOurs(instance.exports)) throw new TypeError('it is another module');
  exports = Object.fromEntries(Object.entries(instance.exports).map(([name, item]) => [name, guarded(name, item)]));
  __wbg_set_wasm(exports);
  initialize(exports);
}

/** A result for the glue of callbacks and finalizers, which may destructure it, or read it as a number that means undefined. */
const NOTHING = Object.assign([0, 0, 0], { valueOf: () => 0 });

/** A call with this many arguments throws if little of the stack is left. */
const ROOM = Array(1024).fill(0);
const takeRoom = () => {};

/** This many calls of methods without a callback between them may be an endless recursion. */
const MANY = 1000;
let inARow = 0;

const resolved = Promise.resolve();

/**
 * Guards an export. An exception that leaves an export is a panic or a trap, and the memory of the module may be in any state. All running
 * calls reject, and from then on methods and allocations throw. Callbacks do nothing, because nobody could catch their exceptions, which
 * would end a Node process.
 */
function guarded(name, item) {
  if (typeof item !== 'function') return item;
  const isMethod = methods.includes(name);
  const mayThrow = isMethod || allocators.includes(name);
  return (a, b, c, d, e, f) => {
    // A stack overflow is not a panic as long as no code of the module has run.
    if (isMethod && ++inARow > MANY) Reflect.apply(takeRoom, undefined, ROOM);
    else if (!mayThrow) inARow = 0;
    try {
      if (!panic.isOver) return item(a, b, c, d, e, f);
    } catch (thrown) {
      try {
        // A callback of a dropped closure. No code of the module has run.
        if (!mayThrow && thrown.message.startsWith('closure invoked')) return NOTHING;
      } catch {
        // The exception is not an Error.
      }
      if (!panic.isOver) panic.cause = thrown;
      panic.isOver = true;
    }
    try {
      resolved.then(rejectAll);
    } catch {
      // A stack overflow. Each running call waits for a callback, and every callback passes through this function.
    }
    if (mayThrow) throw internalError();
    return NOTHING;
  };
}
