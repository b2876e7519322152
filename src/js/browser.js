// The package's entry everywhere else.
import { refuse } from './arguments.js';

export * from './index.js';

export async function fileFromPath() {
  throw refuse('path', 'can be read in Node only');
}
