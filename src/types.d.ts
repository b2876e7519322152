// ------------------------------------------------------------------ options

/**
 * A token, or a function that returns one. A function is called before every attempt. After a 401 it is called once
 * more, and the request is sent again if the token has changed.
 */
export type TokenSource = string | (() => string | Promise<string>);

/** Headers, in any form that `fetch` takes. */
export type HeadersLike = Headers | Record<string, string> | Iterable<readonly [string, string]>;

/** Headers, or a function that returns them. A function is called before every attempt. */
export type HeadersSource = HeadersLike | (() => HeadersLike | Promise<HeadersLike>);

/** Receives log lines. `console` is a logger. */
export type Logger = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;

/** The options of `new BackendClient` and `withOptions`. */
export interface BackendClientOptions {
  /**
   * URL of the backend, such as `https://api.synapse.sh`: http or https, without credentials. A path prefix is kept,
   * and trailing slashes are ignored. In a page or worker it may be a path: `/synapse`. Default in Node: the
   * environment variable `SYNAPSE_BASE_URL`; elsewhere it is required.
   */
  baseUrl?: string | URL | undefined;
  /** Sent as `Synapse-Access-Token: Token …`. An empty string sends nothing. Default in Node: `SYNAPSE_API_TOKEN`; elsewhere: none. */
  apiToken?: TokenSource | undefined;
  /** Alias of `apiToken`. Default: none. */
  accessToken?: TokenSource | undefined;
  /** Sent as `SYNAPSE-Agent: Token …`. An empty string sends nothing. Default in Node: `SYNAPSE_AGENT_TOKEN`; elsewhere: none. */
  agentToken?: TokenSource | undefined;
  /** Sent as `Authorization: Token …`. Default: none. */
  authorizationToken?: TokenSource | undefined;
  /** Sent as `Synapse-Tenant: Token …`. Default: none. */
  tenant?: string | undefined;
  /** Adds `url_host=…` to every query that has no `url_host`. Default: none. */
  urlHost?: string | undefined;
  /** Timeout of one attempt in ms, until the whole answer is read. 0: none. Default: 30000. Does not apply to uploads, see {@link UploadOptions}. */
  timeout?: number | undefined;
  /** The retry policy. `false`: no retries. Default: see {@link RetryOptions}. */
  retry?: RetryOptions | false | undefined;
  /** Additional headers. They never override the token headers. In a page, the backend must allow them by CORS. Default: none. */
  headers?: HeadersSource | undefined;
  /** Receives log lines about requests: method, URL, status, duration, retries. They never contain a token or a body. Default: none. */
  logger?: Logger | undefined;
  /** The lowest level that is logged. Default: `'warn'`. */
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | undefined;
  /** Whether the browser sends cookies, as in `fetch`: never, to the page's own origin, or to every origin. Default: `'omit'`. */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** The `fetch` to use, for tests, proxies or service bindings. Default: `globalThis.fetch` at the time of each call. */
  fetch?: typeof fetch | undefined;
  /** Callbacks that observe requests, answers and retries. Default: none. */
  hooks?: Hooks | undefined;
}

/** A retry policy. It applies only to calls and failures that are safe to retry, unless `unsafe` is set. */
export interface RetryOptions {
  /** Retries after the first attempt. Default: 3. */
  limit?: number | undefined;
  /** Backoff in ms. The wait before retry n (from 0) is random, between 0 and min(`maxDelay`, `baseDelay` · 2ⁿ). Default: 500. */
  baseDelay?: number | undefined;
  /** Longest backoff in ms. Default: 8000. */
  maxDelay?: number | undefined;
  /** Longest `Retry-After` in ms that the client waits for. If it is longer, the call rejects without a retry. Default: 60000. */
  maxRetryAfter?: number | undefined;
  /** Also retries calls that may already have been applied. A plugin may then run twice. Default: false. */
  unsafe?: boolean | undefined;
}

/** The options of one call. They override the client's. */
export interface RequestOptions {
  /** Aborts the call. The call then rejects with the signal's reason, and sends nothing more. Default: none. */
  signal?: AbortSignal | null | undefined;
  /** Timeout of one attempt in ms. 0: none. Default: the client's. */
  timeout?: number | undefined;
  /** Changes to the client's retry policy. `false`: no retries. Default: the client's. */
  retry?: RetryOptions | false | undefined;
  /** Additional headers. They override the client's `headers`, but not the token headers. Default: none. */
  headers?: HeadersSource | undefined;
}

/** An HTTP method that `request` sends. */
export type RequestMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The options of `request`. */
export interface CallOptions extends RequestOptions {
  /** Query parameters, as in {@link Query}. Default: none. */
  params?: object | null | undefined;
  /** The body, sent as JSON. Default: none. */
  data?: unknown;
}

/** Callbacks that observe a client. If one throws, the error is printed with `console.error`, and the call goes on. They never receive a token. */
export interface Hooks {
  /** Called before each attempt. `attempt` counts from 1. Default: none. */
  onRequest?: ((event: { method: string; url: string; attempt: number }) => void) | undefined;
  /**
   * Called when the headers of an answer have arrived, `durationMs` ms after the attempt began. Header names are in
   * lower case, and tokens are redacted. `requestId` is the `X-Request-ID` header. Default: none.
   */
  onResponse?:
    | ((event: { method: string; url: string; attempt: number; status: number; durationMs: number; requestId?: string; headers: Record<string, string> }) => void)
    | undefined;
  /** Called when an attempt has failed and the next one follows in `delayMs` ms. Default: none. */
  onRetry?: ((event: { method: string; url: string; attempt: number; delayMs: number; reason: ClientError }) => void) | undefined;
}

/** The options of an upload. */
export interface UploadOptions extends RequestOptions {
  /**
   * Called during the upload, at least every 1 % or 256 KiB, whichever is more. `loaded` and `total` are bytes of the
   * request body. `loaded` never decreases within an attempt. The last call has `loaded === total`. Default: none.
   */
  onUploadProgress?: ((progress: { loaded: number; total: number; attempt: number }) => void) | undefined;
  /** Stall timeout in ms: the longest time without progress. Where progress is not observed, it limits the whole attempt. 0: none. Default: none. */
  timeout?: number | undefined;
}

/** The options of `tailJobConsoleLogs`. Here, `timeout` limits only the time until the headers arrive. */
export interface TailOptions extends RequestOptions {
  /** Longest silence in ms. If no byte arrives for so long, the stream ends with {@link StreamError}. Comments count as bytes. Default: none. */
  idleTimeout?: number | undefined;
}

/** The options of `waitForJob`. Here, `timeout` limits each attempt of a poll. */
export interface WaitOptions extends RequestOptions {
  /** Time between two polls in ms. Default: 5000. */
  interval?: number | undefined;
  /** Timeout of the whole wait in ms. After it, the call rejects with {@link ClientTimeoutError}. Default: none. */
  deadline?: number | undefined;
  /** Called with the job whenever it has changed. Default: none. */
  onUpdate?: ((job: Job) => void) | undefined;
  /** Rejects with {@link JobFailedError} if the job did not succeed. Default: false. */
  throwOnFailure?: boolean | undefined;
}

// ------------------------------------------------------------------ functions

/** The version of this package. */
export const VERSION: string;

/**
 * Compiles the WebAssembly module in advance. This is optional: otherwise the first `new BackendClient` compiles it
 * synchronously.
 *
 * @returns A promise that resolves when the module is ready.
 */
export function init(): Promise<void>;

/**
 * Converts a job's status to one of five states. It knows the statuses of older and newer backends, in upper and
 * lower case.
 *
 * @param job A job, or any object with a `status`.
 * @returns The state. An unknown status is `'running'`.
 */
export function jobState(job: { status?: unknown }): 'queued' | 'running' | 'succeeded' | 'failed' | 'stopped';

/**
 * Opens a file from disk as a `File`. Its bytes are read while they are sent. Node only.
 *
 * @param path A path or a `file:` URL.
 * @param options The MIME `type` (default: none) and the `name` (default: the last segment of the path).
 * @returns The file.
 * @throws {InvalidRequestError} if there is no such file, if it is a folder, or if it is larger than 4 GiB in Node 20
 * to 24, whose `Blob` cannot hold more.
 */
export function fileFromPath(path: string | URL, options?: { type?: string | undefined; name?: string | undefined }): Promise<File>;

// ------------------------------------------------------------------ errors

/** The values of `code`, one for each kind of error. */
export type ErrorCode =
  | 'invalid_request' | 'connection' | 'response_incomplete' | 'invalid_response' | 'timeout' | 'stream'
  | 'internal' | 'job_failed' | 'http' | 'validation' | 'authentication' | 'authorization' | 'not_found' | 'rate_limit' | 'server' | 'gpu_unavailable';

/** The fields of an error that you construct yourself. A field that you leave out has the default of the class. */
export interface ErrorDetails {
  /** HTTP status. Default: the class's (404 for `NotFoundError`), else null. */
  statusCode?: number | null | undefined;
  /** Body of the answer. Default: null. */
  response?: unknown;
  /** Headers of the answer. Default: `{}`. */
  headers?: Record<string, string> | undefined;
  /** HTTP method of the request. Default: null. */
  method?: string | null | undefined;
  /** URL of the request. Default: null. */
  url?: string | null | undefined;
  /** Number of attempts that were sent. Default: 0. */
  attempts?: number | undefined;
  /** Request id of the answer. Default: null. */
  requestId?: string | null | undefined;
  /** Whether the call may have been applied. Default: true for `ClientResponseIncompleteError`, else false. */
  mayHaveBeenApplied?: boolean | undefined;
  /** The error that caused this one. Default: none. */
  cause?: unknown;
  /** The refused argument, for `InvalidRequestError`. Default: null. */
  field?: string | null | undefined;
  /** Messages of each field, for `InvalidRequestError` and `ValidationError`. Default: `{}`. */
  fieldErrors?: Record<string, string[]> | undefined;
  /** Seconds to wait, for `RateLimitError` and `ServerError`. Default: null. */
  retryAfter?: number | null | undefined;
  /** The job that ended, for `JobFailedError`. Default: null. */
  job?: Job | undefined;
}

/** The base class of all errors. Every failed call rejects with one. The exception is an abort, which rejects with the signal's own reason. */
export class ClientError extends Error {
  /**
   * Makes an error, for tests. `new NotFoundError()` has the code `'not_found'` and the status 404.
   *
   * @param message The message. Default: empty.
   * @param details The fields. Default: those of the class.
   */
  constructor(message?: string, details?: ErrorDetails);
  /** The kind of error, for a `switch`; see {@link SynapseError}. It is the same in every copy of the package. */
  readonly code: ErrorCode;
  /** HTTP status of the answer. Null if no complete answer arrived. */
  readonly statusCode: number | null;
  /** Body of the answer: parsed JSON, else text, else null. */
  readonly response: unknown;
  /** Headers of the answer, names in lower case. Empty if no answer arrived. */
  readonly headers: Record<string, string>;
  /** HTTP method of the request. Null if there was no request. */
  readonly method: string | null;
  /** URL of the request, without credentials. The agent token of `healthCheckAgent` is `***`. Null if there was no request. */
  readonly url: string | null;
  /** Number of attempts that were sent. For a list or a wait, those of the page or poll that failed. 0: nothing was sent. */
  readonly attempts: number;
  /** The answer's `X-Request-ID` header. Null if there was none. */
  readonly requestId: string | null;
  /** True if the backend may have applied the call, although no usable answer arrived. Check before you call again. */
  readonly mayHaveBeenApplied: boolean;
  /**
   * Like `instanceof`, but also true for errors of another copy of the package.
   *
   * @param value Any value.
   * @returns Whether it is an error of this class.
   */
  static isInstance<T extends abstract new (...args: never) => unknown>(
    this: T,
    value: unknown,
  ): value is typeof ClientError extends T ? SynapseError : InstanceType<T>;
  /**
   * Used by `JSON.stringify`.
   *
   * @returns The fields with the name and the message, without `headers`.
   */
  toJSON(): object;
}

/** The client refused an argument or option and sent nothing, or a file or a token function failed during the call. */
export class InvalidRequestError extends ClientError {
  /** Always `'invalid_request'`. */
  readonly code: 'invalid_request';
  /** Name of the refused argument, field or option. Null if the error concerns none in particular. */
  readonly field: string | null;
  /** The message of the refused field, in the form of {@link ValidationError}. */
  readonly fieldErrors: Record<string, string[]>;
}

/** The connection failed or broke off. */
export class ClientConnectionError extends ClientError {
  /** `'connection'`, or `'response_incomplete'` for {@link ClientResponseIncompleteError}. */
  readonly code: 'connection' | 'response_incomplete';
}

/** A call that is not repeat-safe was sent, and its answer did not arrive completely. The call may have been applied. */
export class ClientResponseIncompleteError extends ClientConnectionError {
  /** Always `'response_incomplete'`. */
  readonly code: 'response_incomplete';
}

/** A 2xx answer is not what the endpoint returns (a proxy's login page, incomplete JSON, another shape), or the answer is a redirect. */
export class InvalidResponseError extends ClientError {
  /** Always `'invalid_response'`. */
  readonly code: 'invalid_response';
}

/** No complete answer arrived within `timeout`, or the job did not end within `deadline`. */
export class ClientTimeoutError extends ClientError {
  /** Always `'timeout'`. */
  readonly code: 'timeout';
}

/** The live log broke off and could not be resumed, or no byte arrived for `idleTimeout`. */
export class StreamError extends ClientError {
  /** Always `'stream'`. */
  readonly code: 'stream';
}

/** The job ended without success, in `waitForJob` with `throwOnFailure`. */
export class JobFailedError extends ClientError {
  /** Always `'job_failed'`. */
  readonly code: 'job_failed';
  /** The job that ended. */
  readonly job: Job;
}

/** A bug in this client. All running calls, and all later ones, reject with it. */
export class InternalError extends ClientError {
  /** Always `'internal'`. */
  readonly code: 'internal';
}

/** The backend answered with a status that is not 2xx. */
export class HTTPError extends ClientError {
  /** `'http'`, or the code of a subclass. */
  readonly code: 'http' | 'validation' | 'authentication' | 'authorization' | 'not_found' | 'rate_limit' | 'server' | 'gpu_unavailable';
  /** HTTP status of the answer. */
  readonly statusCode: number;
}

/** Status 401: the token is missing, wrong or expired. */
export class AuthenticationError extends HTTPError {
  /** Always `'authentication'`. */
  readonly code: 'authentication';
}

/** Status 403: the token does not permit the call. */
export class AuthorizationError extends HTTPError {
  /** Always `'authorization'`. */
  readonly code: 'authorization';
}

/** Status 404: there is no such object, or the token may not see it. */
export class NotFoundError extends HTTPError {
  /** Always `'not_found'`. */
  readonly code: 'not_found';
}

/** Status 400 or 422: the backend refused the data. */
export class ValidationError extends HTTPError {
  /** Always `'validation'`. */
  readonly code: 'validation';
  /** Messages of each field. Keys are paths, such as `configuration.parameters[2].name`. The key `''` has the messages that belong to no field. */
  readonly fieldErrors: Record<string, string[]>;
}

/** Status 429: too many requests. */
export class RateLimitError extends HTTPError {
  /** Always `'rate_limit'`. */
  readonly code: 'rate_limit';
  /** Seconds to wait, from the `Retry-After` header. Null if there is none. */
  readonly retryAfter: number | null;
}

/** Status 500 or above: the backend, or a proxy in front of it, failed. */
export class ServerError extends HTTPError {
  /** `'server'`, or `'gpu_unavailable'` for {@link GpuUnavailableError}. */
  readonly code: 'server' | 'gpu_unavailable';
  /** Seconds to wait, from the `Retry-After` header. Null if there is none. */
  readonly retryAfter: number | null;
}

/** Status 503 with `error_type: "gpu_unavailable"` in the body: no GPU is free. */
export class GpuUnavailableError extends ServerError {
  /** Always `'gpu_unavailable'`. */
  readonly code: 'gpu_unavailable';
}

/** The union of all errors of the package. `ClientError.isInstance(error)` narrows to it, and a `switch` on `code` narrows further. */
export type SynapseError =
  | InvalidRequestError | ClientConnectionError | InvalidResponseError | ClientTimeoutError | StreamError | JobFailedError | InternalError
  | AuthenticationError | AuthorizationError | NotFoundError | ValidationError | RateLimitError | ServerError | (HTTPError & { readonly code: 'http' });

// ------------------------------------------------------------------ arguments

/** An id: a whole number, or a string that is one path segment (an id, a code, `code@version`). */
export type Id = number | string | bigint;

/** The value of one query parameter. */
export type QueryValue = string | number | bigint | boolean | Date | null | undefined;

/**
 * Query parameters. Null and undefined are left out, also in arrays; null also removes a parameter that the client adds, such as
 * `page_size`. An array repeats the parameter. A Date is sent in ISO 8601, in UTC. Any other object is refused.
 */
export type Query = Record<string, QueryValue | readonly QueryValue[]> | URLSearchParams;

/** Query parameters in a type of your own, which may be an interface. */
export type QueryOf<T> = { readonly [K in keyof T]: QueryValue | readonly QueryValue[] };

/** A file. A `File` keeps its name. The others get the name `filename`, or else `'file'`. The bytes are not copied. */
export type FileInput = File | Blob | Uint8Array | ArrayBuffer;

// ------------------------------------------------------------------ data

/** An object of the backend. It keeps all fields, also those that the type does not name. */
export interface Extensible {
  /** Any other field. */
  [field: string]: unknown;
}

/** One of these strings, or any other. */
export type Open<T extends string> = T | (string & {});

/** The health of an agent. */
export interface AgentHealth extends Extensible {
  /** Status, in the agent's own words. */
  status?: string;
}

/** A machine that runs plugins. */
export interface Agent extends Extensible {
  /** Id of the agent. */
  id: number;
  /** Display name. */
  name?: string;
  /** The agent's own URL. */
  url?: string | null;
  /** Status of the agent, such as whether it is connected. */
  status?: string;
  /** The agent's token, which `healthCheckAgent` takes. A secret. */
  token?: string | null;
}

/** The fields of a plugin that can be set. */
export interface PluginData {
  /** Description of the plugin. Null clears it. Default: the backend's. */
  description?: string | null | undefined;
  /** Version of the plugin. Default: the backend's. */
  version?: string | undefined;
  /** Author of the plugin. Default: the backend's. */
  author?: string | undefined;
  /** Category of the plugin. Default: the backend's. */
  category?: string | undefined;
  /** Configuration: any JSON object. Null clears it. Default: the backend's. */
  configuration?: object | null | undefined;
}

/** The data of `createPlugin`. Any other fields are sent, too. */
export interface PluginCreate extends PluginData {
  /** Display name. Required. */
  name: string;
}

/** The data of `updatePlugin`: the fields to set. Any other fields are sent, too. */
export interface PluginUpdate extends PluginData {
  /** Display name. Default: unchanged. */
  name?: string | undefined;
}

/** A plugin. */
export interface Plugin extends Extensible {
  /** Id of the plugin. */
  id: number;
  /** Display name. */
  name: string;
  /** Unique code. Methods take it in place of the id, if the backend accepts codes. */
  code?: string;
  /** Description of the plugin. */
  description?: string | null;
  /** Version of the plugin. */
  version?: string;
  /** Author of the plugin. */
  author?: string;
  /** Category of the plugin. */
  category?: string;
  /** Configuration of the plugin. */
  configuration?: Record<string, unknown> | null;
  /** Time of creation, ISO 8601. */
  created?: string;
  /** Time of the last change, ISO 8601. */
  updated?: string;
}

/**
 * The data of `runPlugin`: `parameters` and `context`, or the fields of newer backends. The client sends it as it is,
 * without adding defaults. Any other fields are sent, too.
 */
export interface PluginRunRequest {
  /** Parameters of the run: any JSON object. Default: none. */
  parameters?: object | undefined;
  /** Context of the run: any JSON object. Default: none. */
  context?: object | undefined;
  /** Id of the agent to run on. Default: none. */
  agent?: number | null | undefined;
  /** The plugin's action to run. Default: none. */
  action?: string | undefined;
  /** Parameters of the action: any JSON object. Default: none. */
  params?: object | undefined;
  /** Id of the storage to use. Default: none. */
  storage_id?: number | undefined;
  /** Id of the job to run as. Default: none. */
  job_id?: number | undefined;
  /** Whether to run in debug mode. Default: none. */
  debug?: boolean | undefined;
  /** Version of the release to run. Default: none. */
  version?: string | undefined;
  /** Language of messages. Default: none. */
  language?: string | undefined;
}

/** The answer of `runPlugin`. */
export interface PluginRun extends Extensible {
  /** Id of the job that was started. */
  job_id: number;
}

/** The data of `createPluginRelease`. Any other fields are sent, too. */
export interface PluginReleaseCreate {
  /** The plugin's id or code. Required. */
  plugin: number | string;
  /** Version of the release. Required. */
  version: string;
  /** Release notes. Default: the backend's. */
  changelog?: string | undefined;
  /** Whether this is a stable release. Default: the backend's. */
  is_stable?: boolean | undefined;
  /** Configuration: any JSON object. Default: the backend's. */
  config?: object | undefined;
  /** Packages that the plugin needs. Default: the backend's. */
  requirements?: readonly string[] | undefined;
  /** Whether this is a debug release. Default: the backend's. */
  debug?: boolean | undefined;
  /** The package, a zip archive. Required. Null: a release without a package; the data is then sent as JSON. */
  file: FileInput | null;
  /** Name of the file, if it is not a `File`. Default: `'file'`. */
  filename?: string | undefined;
}

/** A release of a plugin. */
export interface PluginRelease extends Extensible {
  /** Id of the release. */
  id: number;
  /** The plugin's id; with `expand: 'plugin'`, the plugin. */
  plugin: number | Plugin;
  /** Version of the release. */
  version: string;
  /** Release notes. */
  changelog?: string;
  /** Whether this is a stable release. */
  is_stable?: boolean;
}

/** A job's status. Newer backends use the words in upper case. `jobState` knows both. */
export type JobStatus = Open<'queued' | 'running' | 'completed' | 'failed' | 'PENDING' | 'RUNNING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED'>;

/** The filters of `listJobs` and `iterateJobs`. Any other query parameters are sent, too. */
export interface JobFilters {
  /** Jobs with this status, or one of these. Default: any. */
  status?: JobStatus | readonly JobStatus[] | null | undefined;
  /** Jobs of the plugin with this id. Default: any. */
  plugin?: Id | null | undefined;
  /** Jobs of the user with this id. Default: any. */
  user?: Id | null | undefined;
  /** Jobs created after this time (ISO 8601 or a Date). Default: any. */
  created_after?: string | Date | null | undefined;
  /** Number of the page, from 1. Default: 1. */
  page?: number | undefined;
  /** Jobs per page. Default: 100 for `iterateJobs`, else the backend's. */
  page_size?: number | undefined;
}

/** The query of a list of jobs. */
export type JobQuery = JobFilters | Query;

/** A run of a plugin. */
export interface Job extends Extensible {
  /** Id of the job. */
  id: number;
  /** Status of the job. `jobState(job)` converts it to one of five states. */
  status: JobStatus;
  /** Progress, 0 to 100. */
  progress?: number | null;
  /** Result of the run. */
  result?: unknown;
  /** Metadata of the job. */
  metadata?: Record<string, unknown> | null;
  /** The plugin's id; where the backend embeds it, the plugin. */
  plugin?: number | Plugin | null;
  /** The user who started the job. */
  user?: unknown;
  /** Parameters of the run. */
  parameters?: Record<string, unknown> | null;
  /** Time of creation, ISO 8601. */
  created?: string;
  /** Time when the job started, ISO 8601. */
  started?: string | null;
  /** Time when the job ended, ISO 8601. */
  finished?: string | null;
  /** Console log, with `expand: 'logs'`. */
  logs?: ConsoleLog[];
  /** Metrics, with `expand: 'metrics'`. */
  metrics?: Record<string, unknown>;
}

/** The data of `updateJob`: the fields to set. Any other fields are sent, too. */
export interface JobUpdate {
  /** Status of the job. Default: unchanged. */
  status?: JobStatus | undefined;
  /** Progress, 0 to 100; any other number is refused. Null clears it. Default: unchanged. */
  progress?: number | null | undefined;
  /** Result of the run. Default: unchanged. */
  result?: unknown;
  /** Metadata: any JSON object. Null clears it. Default: unchanged. */
  metadata?: object | null | undefined;
  /** Progress in detail: any JSON object. Null clears it. Default: unchanged. */
  progress_record?: object | null | undefined;
  /** Metrics: any JSON object. Null clears it. Default: unchanged. */
  metrics_record?: object | null | undefined;
  /** Console log. Default: unchanged. */
  console_logs?: unknown;
  /** Further metadata: any JSON object. Null clears it. Default: unchanged. */
  meta?: object | null | undefined;
}

/** An entry of a job's console log. */
export interface ConsoleLog extends Extensible {
  /** Time of the entry, ISO 8601. */
  timestamp: string;
  /** Level of the entry, such as `INFO`. */
  level: string;
  /** Message of the entry. */
  message: string;
}

/**
 * An event of `tailJobConsoleLogs`: a server-sent event, or a line of plain text (`type: 'line'`). `data` is parsed if
 * it is JSON, and text otherwise; `type` narrows it. `id` is the event's id, and `raw` is the data as it arrived. A
 * backend may send other types: handle them in `default:`.
 */
export type ConsoleLogEvent =
  | { type: 'log'; data: ConsoleLog; id: string | null; raw: string }
  | { type: 'complete'; data: { status?: JobStatus } & Extensible; id: string | null; raw: string }
  | { type: 'connected' | 'error' | 'message'; data: unknown; id: string | null; raw: string }
  | { type: 'line'; data: unknown; id: string | null; raw: string };

/** A log, the data of `createLogs`. All fields are sent as given, except `file`. */
export interface LogCreate {
  /** A file, which is sent as a `data:` URI. A string is sent as given. Default: none. */
  file?: FileInput | string | null | undefined;
}

/** The data of `createServeApplication`. Any other fields are sent, too. */
export interface ServeApplicationCreate {
  /** Id of the job that serves. Required. */
  job: number | string;
  /** Status of the serve application. Default: the backend's. */
  status?: string | undefined;
  /** Data of the application: any JSON object. Default: the backend's. */
  data?: object | undefined;
}

/** A job that stays up and answers requests. */
export interface ServeApplication extends Extensible {
  /** Id of the serve application. */
  id: number;
  /** Id of the job that serves. */
  job?: Id;
  /** Status of the serve application. */
  status?: string;
  /** Data of the application. */
  data?: Record<string, unknown>;
}

/** The kind of a storage. */
export type StorageProvider = Open<'amazon_s3' | 'azure' | 'digital_ocean' | 'file_system' | 'ftp' | 'sftp' | 'minio' | 'gcp'>;

/** The data of `createStorage`. Any other fields are sent, too. */
export interface StorageCreate {
  /** Display name. Required. */
  name: string;
  /** Provider of the storage. Required. */
  provider: StorageProvider;
  /** Category of the storage. Default: the backend's. */
  category?: Open<'internal' | 'external'> | undefined;
  /** Configuration for the provider: any JSON object. Default: the backend's. */
  configuration?: object | undefined;
}

/** A place where plugins read and write files. */
export interface Storage extends Extensible {
  /** Id of the storage. */
  id: number;
  /** Display name. */
  name: string;
  /** Provider of the storage. */
  provider: StorageProvider;
  /** Category of the storage. */
  category?: Open<'internal' | 'external'>;
  /** Configuration of the storage, from `getStorage`. It may contain secrets. */
  configuration?: Record<string, unknown>;
  /** Whether this is the default storage. */
  is_default?: boolean;
}
