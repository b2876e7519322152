// The error classes of the package. A Rust struct cannot extend Error, so they are written here, and made by `createError`.

import { masker, safeCause } from './secrets.js';

const BRAND = Symbol.for('synapse-backend-client/error');

/** Every failure of a call is one of these; an abort rejects with the signal's own reason instead. */
export class ClientError extends Error {
  constructor(message, { cause, ...details } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { ...DETAILS, ...details });
  }

  static isInstance(value) {
    return value instanceof this || Boolean(value?.[BRAND]?.includes(this[BRAND]));
  }

  toJSON() {
    const { name, message, headers: _, cause: __, ...details } = this;
    return { name, message, ...details };
  }
}

const DETAILS = {
  code: 'http',
  statusCode: null,
  response: null,
  headers: {},
  method: null,
  url: null,
  attempts: 0,
  requestId: null,
  mayHaveBeenApplied: false,
};

export class InvalidRequestError extends ClientError {}
export class ClientConnectionError extends ClientError {}
export class ClientResponseIncompleteError extends ClientConnectionError {}
export class InvalidResponseError extends ClientError {}
export class ClientTimeoutError extends ClientError {}
export class StreamError extends ClientError {}
export class HTTPError extends ClientError {}
export class AuthenticationError extends HTTPError {}
export class AuthorizationError extends HTTPError {}
export class NotFoundError extends HTTPError {}
export class ValidationError extends HTTPError {}
export class RateLimitError extends HTTPError {}
export class ServerError extends HTTPError {}
export class GpuUnavailableError extends ServerError {}

// Names as strings: minifiers rename classes, and an error's name must survive them.
const NAMES = {
  ClientError,
  InvalidRequestError,
  ClientConnectionError,
  ClientResponseIncompleteError,
  InvalidResponseError,
  ClientTimeoutError,
  StreamError,
  HTTPError,
  AuthenticationError,
  AuthorizationError,
  NotFoundError,
  ValidationError,
  RateLimitError,
  ServerError,
  GpuUnavailableError,
};

for (const [name, type] of Object.entries(NAMES)) {
  // `isInstance` compares these strings, so it holds for the classes of another copy of the package too.
  const lineage = [name, ...(Object.getPrototypeOf(type).prototype[BRAND] ?? [])];
  Object.defineProperty(type, 'name', { value: name });
  Object.defineProperty(type, BRAND, { value: name });
  Object.defineProperty(type.prototype, BRAND, { value: lineage });
  Object.defineProperty(type.prototype, 'name', { value: name, writable: true, configurable: true });
}

const CLASSES = {
  invalid_request: InvalidRequestError,
  connection: ClientConnectionError,
  response_incomplete: ClientResponseIncompleteError,
  invalid_response: InvalidResponseError,
  timeout: ClientTimeoutError,
  stream: StreamError,
  http: HTTPError,
  validation: ValidationError,
  authentication: AuthenticationError,
  authorization: AuthorizationError,
  not_found: NotFoundError,
  rate_limit: RateLimitError,
  server: ServerError,
  gpu_unavailable: GpuUnavailableError,
};

/** The longest message, and the most that is shown of a text that should have been JSON, in UTF-16 units. */
const MESSAGE_LIMIT = 300;
const TEXT_LIMIT = 512;

/** The error with that `code`. Where `secrets` (tokens) occur in what others said, they are masked. */
export function createError(code, message, { cause, ...details }, secrets) {
  const mask = masker(secrets);
  const shown = mask(details);
  // Cut where secrets are masked: a cut one would not be found.
  if (code === 'invalid_response' && typeof shown.response === 'string') shown.response = shown.response.slice(0, TEXT_LIMIT);
  const words = mask(message);
  const brief = words.length > MESSAGE_LIMIT ? `${words.slice(0, MESSAGE_LIMIT - 1)}…` : words;
  return new CLASSES[code](brief, { code, ...shown, cause: safeCause(cause, mask) });
}
