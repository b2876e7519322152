// Not Rust: it loads the WebAssembly. The entry for edge runtimes, which compile the modules of a deployment in advance, and do not
// compile bytes.
import module from 'synapse:module';
import { isStarted, startNow, whenFirstUsed } from './start.js';

export * from './public.js';

/** Optional, as in the other entries. */
export async function init() {
  if (!isStarted()) startNow(module);
}

whenFirstUsed(() => startNow(module));
