// What every entry of the package exports, however its WebAssembly comes to it.
// `synapse:` names are made by the build: the glue of wasm-bindgen, and what this platform has of files.
import { BackendClient } from 'synapse:glue';

// Minifiers rename classes.
Object.defineProperty(BackendClient, 'name', { value: 'BackendClient' });

export { BackendClient };
export { fileFromPath } from 'synapse:file';
export {
  AuthenticationError,
  AuthorizationError,
  ClientConnectionError,
  ClientError,
  ClientResponseIncompleteError,
  ClientTimeoutError,
  GpuUnavailableError,
  HTTPError,
  InvalidRequestError,
  InvalidResponseError,
  NotFoundError,
  RateLimitError,
  ServerError,
  StreamError,
  ValidationError,
} from './errors.js';
