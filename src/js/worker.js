// Not Rust: it loads the Rust. The entry of runtimes at the edge, which compile a deployment's modules beforehand and forbid to
// compile bytes.
import module from 'synapse:module';
import { isStarted, startNow, whenFirstUsed } from './start.js';

export * from './public.js';

/** Optional, as everywhere. */
export async function init() {
  if (!isStarted()) startNow(module);
}

whenFirstUsed(() => startNow(module));
