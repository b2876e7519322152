// The package's entry: the client, its errors, and the WebAssembly module, which it carries in itself and loads at its first use.
// `synapse:` names are made by the build: the glue of wasm-bindgen, and the module's bytes with what it imports.
import { __wbg_set_wasm, BackendClient } from 'synapse:glue';
import { imports, wasmBytes } from 'synapse:wasm';

// Minifiers rename classes.
Object.defineProperty(BackendClient, 'name', { value: 'BackendClient' });

export { BackendClient };
export {
  AuthenticationError,
  AuthorizationError,
  ClientConnectionError,
  ClientError,
  ClientResponseIncompleteError,
  ClientTimeoutError,
  GpuUnavailableError,
  HTTPError,
  InvalidRequestError,
  InvalidResponseError,
  NotFoundError,
  RateLimitError,
  ServerError,
  StreamError,
  ValidationError,
} from './errors.js';

let exports;
let loading;

/** Optional: compiles the module ahead, off the main thread where the engine can. */
export function init() {
  return (loading ??= load());
}

async function load() {
  if (exports) return;
  const { instance } = await WebAssembly.instantiate(wasmBytes(), imports);
  start(instance);
}

function loadNow() {
  start(new WebAssembly.Instance(new WebAssembly.Module(wasmBytes()), imports));
  return exports;
}

function start(instance) {
  // A client that was made while init() was compiling has started the module already; its memory must stay the one in use.
  if (exports) return;
  exports = instance.exports;
  __wbg_set_wasm(exports);
  exports.__wbindgen_start();
}

// Until the module is loaded, the glue talks to this stand-in: whatever it asks for first loads the module.
__wbg_set_wasm(new Proxy({}, { get: (_, name) => loadNow()[name] }));
