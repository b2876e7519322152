// Not Rust: replaces file.js where there is no disk.
import { refusal } from './errors.js';

export async function fileFromPath() {
  throw refusal('path', 'can be read in Node only');
}
