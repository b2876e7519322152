// Not Rust: in place of file.js where there is no disk.
import { InvalidRequestError } from './errors.js';

export async function fileFromPath() {
  throw new InvalidRequestError('path can be read in Node only', { field: 'path' });
}
