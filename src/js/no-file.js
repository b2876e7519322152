// In place of file.js where there is no disk.
import { refuse } from './arguments.js';

export async function fileFromPath() {
  throw refuse('path', 'can be read in Node only');
}
