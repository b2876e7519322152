// Starts the WebAssembly module, once, for the entries, which differ in where it comes from and when.
import { __wbg_set_wasm } from 'synapse:glue';
import { begin, imports, isOurs } from 'synapse:imports';

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
  exports = instance.exports;
  __wbg_set_wasm(exports);
  begin(exports);
}
