// The error classes of the package. A Rust struct cannot extend Error, so they are written here, and made by `createError`.

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

/** The error with that `code`. Where `secrets` (tokens) occur in what others said, they are masked. */
export function createError(code, message, details, secrets) {
  const clean = secrets.length ? redact({ message, ...details }, secrets) : { message, ...details };
  const { message: words, ...rest } = clean;
  return new CLASSES[code](words, { code, ...rest });
}

const MASK = '***';

/** The same value; or, where a secret occurs in it, a copy in which it does not. */
function redact(value, secrets, seen = new Map()) {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  seen.set(value, value);
  const own = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(([, property]) => 'value' in property);
  const clean = own.map(([key, property]) => [redact(key, secrets), redact(property.value, secrets, seen)]);
  if (clean.every(([key, item], i) => key === own[i][0] && Object.is(item, own[i][1].value))) return value;
  const copy = Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value));
  seen.set(value, copy);
  clean.forEach(([key, item], i) => Object.defineProperty(copy, key, { ...own[i][1], value: item }));
  return copy;
}
