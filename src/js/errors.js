// Not Rust: a Rust struct cannot extend Error, and the stack of an error contains the caller only if the error is made in an async
// function that the caller awaits.

const BRAND = Symbol.for('synapse-backend-client/error');

/** The base class of all errors. An abort rejects with the signal's own reason instead. */
export class ClientError extends Error {
  constructor(message, { cause, ...details } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, { ...DETAILS, ...new.target[OWN], ...details });
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
  statusCode: null,
  response: null,
  headers: {},
  method: null,
  url: null,
  attempts: 0,
  requestId: null,
  mayHaveBeenApplied: false,
};
/** The defaults of a class. */
const OWN = Symbol('own');

export class InvalidRequestError extends ClientError {}
export class ClientConnectionError extends ClientError {}
export class ClientResponseIncompleteError extends ClientConnectionError {}
export class InvalidResponseError extends ClientError {}
export class ClientTimeoutError extends ClientError {}
export class StreamError extends ClientError {}
export class JobFailedError extends ClientError {}
export class InternalError extends ClientError {}
export class HTTPError extends ClientError {}
export class AuthenticationError extends HTTPError {}
export class AuthorizationError extends HTTPError {}
export class NotFoundError extends HTTPError {}
export class ValidationError extends HTTPError {}
export class RateLimitError extends HTTPError {}
export class ServerError extends HTTPError {}
export class GpuUnavailableError extends ServerError {}

// Names as strings: minifiers rename classes, and an error's name must survive them.
const CLASSES = {
  ClientError: [ClientError, { code: 'http' }],
  InvalidRequestError: [InvalidRequestError, { code: 'invalid_request', field: null, fieldErrors: {} }],
  ClientConnectionError: [ClientConnectionError, { code: 'connection' }],
  ClientResponseIncompleteError: [ClientResponseIncompleteError, { code: 'response_incomplete', mayHaveBeenApplied: true }],
  InvalidResponseError: [InvalidResponseError, { code: 'invalid_response' }],
  ClientTimeoutError: [ClientTimeoutError, { code: 'timeout' }],
  StreamError: [StreamError, { code: 'stream' }],
  JobFailedError: [JobFailedError, { code: 'job_failed', job: null }],
  InternalError: [InternalError, { code: 'internal' }],
  HTTPError: [HTTPError, { code: 'http' }],
  AuthenticationError: [AuthenticationError, { code: 'authentication', statusCode: 401 }],
  AuthorizationError: [AuthorizationError, { code: 'authorization', statusCode: 403 }],
  NotFoundError: [NotFoundError, { code: 'not_found', statusCode: 404 }],
  ValidationError: [ValidationError, { code: 'validation', statusCode: 400, fieldErrors: {} }],
  RateLimitError: [RateLimitError, { code: 'rate_limit', statusCode: 429, retryAfter: null }],
  ServerError: [ServerError, { code: 'server', statusCode: 500, retryAfter: null }],
  GpuUnavailableError: [GpuUnavailableError, { code: 'gpu_unavailable', statusCode: 503, retryAfter: null }],
};

for (const [name, [type, own]] of Object.entries(CLASSES)) {
  // `isInstance` compares these strings, so it also works for the classes of another copy of the package.
  const lineage = [name, ...(Object.getPrototypeOf(type).prototype[BRAND] ?? [])];
  Object.defineProperty(type, 'name', { value: name });
  Object.defineProperty(type, BRAND, { value: name });
  Object.defineProperty(type, OWN, { value: own });
  Object.defineProperty(type.prototype, BRAND, { value: lineage });
  Object.defineProperty(type.prototype, 'name', { value: name, writable: true, configurable: true });
}

/** Makes the error from a record of Rust. */
export function createError({ class: name, message, ...details }) {
  for (const key of ['headers', 'fieldErrors']) {
    if (details[key]) details[key] = Object.fromEntries(details[key]);
  }
  const { stackTraceLimit } = Error;
  // Makes room for the caller's frames behind those of the module. (Not every engine has the limit, and it may be frozen.)
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit + 20);
  const error = new CLASSES[name][0](message, details);
  Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  return error;
}

/** The error for an argument or an option of this name. */
export const refusal = (field, words, cause) =>
  new InvalidRequestError(`${field} ${words}`, { field, fieldErrors: { [field]: [words] }, cause });

/** The promises that have not settled yet, and the panic after which none of them can settle by itself. */
const pending = new Set();
export const panic = { isOver: false, cause: undefined };

const internalRecord = () => ({
  class: 'InternalError',
  message: 'A bug in synapse-backend-client: its WebAssembly module panicked. Reload the page, or restart the process',
  cause: panic.cause,
});

export const internalError = () => createError(internalRecord());

/** Rejects all running calls. If nobody holds the promise of a call, its rejection must not end the program. */
export function rejectAll() {
  for (const each of pending) {
    each.promise.catch(() => {});
    each.abort();
  }
}

/** A rejection from Rust, before it becomes an error. */
class Fault {
  constructor(record) {
    this.record = record;
  }
}

async function callerPromise(outcome) {
  try {
    return await outcome;
  } catch (fault) {
    throw fault instanceof Fault ? createError(fault.record) : fault;
  }
}

/** A promise that settles even if the module panics. */
export class Deferred {
  constructor() {
    pending.add(this);
    this.outcome = new Promise((resolve, reject) => {
      this.onValue = resolve;
      this.onFault = reject;
    });
    this.promise = callerPromise(this.outcome);
  }

  resolve(value) {
    this.settle(this.onValue, value);
  }

  fail(record) {
    this.abort(new Fault(record));
  }

  abort(reason) {
    // zone.js (Angular) reports a rejection that is not observed in the same task, and `await` observes it later.
    this.outcome.catch(() => {});
    this.settle(this.onFault, reason);
  }

  settle(how, outcome) {
    pending.delete(this);
    if (panic.isOver) this.onFault(new Fault(internalRecord()));
    else how(outcome);
  }
}
