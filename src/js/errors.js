// The error classes of the package. A Rust struct cannot extend Error, so they are written here, and made by `createError`.

import { masker, safeCause } from './secrets.js';
import { pathOf } from './url.js';

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

/**
 * What Rust's `Code` stands for, in its order: the error's own `code`, its class, what its message begins with where that is
 * not the status, and the property that it has besides.
 */
const CODES = [
  ['connection', ClientConnectionError, 'Connection failed'],
  ['response_incomplete', ClientResponseIncompleteError, 'No complete answer'],
  ['invalid_response', InvalidResponseError, 'Unusable answer'],
  ['timeout', ClientTimeoutError, 'Timed out'],
  ['stream', StreamError, 'The log ended early'],
  ['http', HTTPError],
  ['validation', ValidationError, undefined, 'fieldErrors'],
  ['authentication', AuthenticationError],
  ['authorization', AuthorizationError],
  ['not_found', NotFoundError],
  ['rate_limit', RateLimitError, undefined, 'retryAfter'],
  ['server', ServerError, undefined, 'retryAfter'],
  ['gpu_unavailable', GpuUnavailableError, undefined, 'retryAfter'],
];

/** The registered reason phrases: HTTP/2 sends none. */
const REASONS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
};

/** The longest message, and the most that is shown of a text that should have been JSON, in UTF-16 units. */
const MESSAGE_LIMIT = 300;
const TEXT_LIMIT = 512;

/**
 * The error of a call: `subject: METHOD /path/: words`, and its details, of which `own` are those of some classes only. Where
 * `secrets` (tokens) occur in what others said, they are masked.
 */
export function createError(code, words, { cause, ...details }, own, secrets) {
  const { statusCode, method, url } = details;
  const [name, Class, subject = [statusCode, REASONS[statusCode]].filter(Boolean).join(' '), ownKey] = CODES[code];
  const mask = masker(secrets);
  const shown = mask(ownKey ? { ...details, [ownKey]: own[ownKey] } : details);
  // Cut where secrets are masked: a cut one would not be found.
  if (Class === InvalidResponseError && typeof shown.response === 'string') shown.response = shown.response.slice(0, TEXT_LIMIT);
  const message = mask([subject, `${method} ${pathOf(url)}`, words?.trim()].filter(Boolean).join(': '));
  const brief = message.length > MESSAGE_LIMIT ? `${message.slice(0, MESSAGE_LIMIT - 1)}…` : message;
  return new Class(brief, { code: name, ...shown, cause: safeCause(cause, mask) });
}
