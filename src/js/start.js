// Not Rust: it loads the Rust. The entries differ in where the WebAssembly module comes from, and when.
import { __wbg_set_wasm } from 'synapse:glue';
import { begin, imports, isOurs, methods } from 'synapse:imports';
import { internalError, panicked } from './errors.js';

let exports;

export const isStarted = () => exports !== undefined;

/** Compiles, where these are bytes, off the main thread where the engine can. */
export async function start(moduleOrBytes) {
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

/** What the glue of a callback or a finalizer may take apart. */
const NOTHING = [0, 0, 0];

/**
 * An exception that leaves an export is a panic, or a trap: the memory of the module may be in any state. Every call under way rejects,
 * methods throw from now on, and callbacks do nothing: what they throw would be nobody's, and end a Node process.
 */
function guarded(name, item) {
  if (typeof item !== 'function') return item;
  const isMethod = methods.includes(name);
  return (a, b, c, d, e, f) => {
    try {
      const error = internalError();
      if (!error) return item(a, b, c, d, e, f);
      if (isMethod) throw error;
    } catch (thrown) {
      // Nothing of the module has run.
      if (!internalError() && !isMethod && /closure invoked/.test(thrown?.message)) return NOTHING;
      if (!internalError()) panicked(thrown);
      if (isMethod) throw internalError();
    }
    return NOTHING;
  };
}
