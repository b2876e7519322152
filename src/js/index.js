// Not Rust: it loads the WebAssembly. The entry that contains the WebAssembly module, and starts it at the first use.
import { checkWebAssembly, compileError, isStarted, start, startNow, whenFirstUsed } from './start.js';
// Last, because brotli compresses the text of the module better after the JavaScript.
import { wasmBytes } from 'synapse:bytes';

export * from './public.js';

let loading;

/** Optional: compiles the module in advance, off the main thread if the engine supports it. */
export function init() {
  return (loading ??= load());
}

async function load() {
  if (!isStarted()) await start(checkedBytes());
}

whenFirstUsed(() => {
  const bytes = checkedBytes();
  startNow(new WebAssembly.Module(bytes));
});

/** The decoder is WebAssembly as well, so this fails first if a policy forbids WebAssembly. */
function checkedBytes() {
  checkWebAssembly();
  try {
    return wasmBytes();
  } catch (cause) {
    throw compileError(cause);
  }
}
