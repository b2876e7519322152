// Not Rust: replaces file.js where there is no disk.
import { InvalidRequestError } from './errors.js';

export async function fileFromPath() {
  const words = 'can be read in Node only';
  throw new InvalidRequestError(`path ${words}`, { field: 'path', fieldErrors: { path: [words] } });
}
