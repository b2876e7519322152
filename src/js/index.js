// Not Rust: it loads the Rust. The entry that carries the WebAssembly module in itself, and starts it at its first use.
import { checkWebAssembly, isStarted, start, startNow, whenFirstUsed } from './start.js';
// Last: brotli packs the module's texts better after the JavaScript's.
import { wasmBytes } from 'synapse:bytes';

export * from './public.js';

let loading;

/** Optional: compiles the module ahead, off the main thread where the engine can. */
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

/** It takes WebAssembly to decode them. */
function checkedBytes() {
  checkWebAssembly();
  return wasmBytes();
}
