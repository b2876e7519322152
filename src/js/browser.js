// The package's entry everywhere else.
import { InvalidRequestError } from './errors.js';

export * from './index.js';

export async function fileFromPath() {
  throw new InvalidRequestError('path can be read in Node only', { code: 'invalid_request', field: 'path' });
}
