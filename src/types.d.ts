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

/** Where log lines go. `console` is one. */
export type Logger = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;

/** The options of `new BackendClient` and `withOptions`. */
export interface BackendClientOptions {
  /**
   * The backend's URL, such as `https://api.synapse.sh`. It is http or https, without credentials. A path prefix is
   * kept; trailing slashes are ignored. In a page or worker it may be a path: `/synapse`. Default in Node: the
   * environment variable `SYNAPSE_BASE_URL`. Elsewhere it is required.
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
  /** Timeout of one attempt in ms, from sending until the whole answer is read. 0: none. Default: 30000. Uploads do not use it, see {@link UploadOptions}. */
  timeout?: number | undefined;
  /** The retry policy. `false`: no retries. Default: see {@link RetryOptions}. */
  retry?: RetryOptions | false | undefined;
  /** Additional headers. They never override the token headers. A page's backend must allow them by CORS. Default: none. */
  headers?: HeadersSource | undefined;
  /** Gets log lines about requests: method, URL, status, duration, retries. Never a token or a body. Default: none. */
  logger?: Logger | undefined;
  /** The lowest level that is logged. Default: `'warn'`. */
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | undefined;
  /** Whether cookies are sent, as in `fetch`. For uploads by XMLHttpRequest, `'include'` sets `withCredentials`. Default: `'omit'`. */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** The `fetch` to use, for tests, proxies or service bindings. Default: `globalThis.fetch`, looked up at each call. */
  fetch?: typeof fetch | undefined;
  /** Callbacks that observe requests, answers and retries. Default: none. */
  hooks?: Hooks | undefined;
}

/** A retry policy. Whether a call may be retried at all depends on the endpoint and on the failure. */
export interface RetryOptions {
  /** Retries after the first attempt. Default: 3. */
  limit?: number | undefined;
  /** Backoff in ms. The wait before retry n (from 0) is random, between 0 and min(`maxDelay`, `baseDelay` · 2ⁿ). Default: 500. */
  baseDelay?: number | undefined;
  /** Longest backoff in ms. Default: 8000. */
  maxDelay?: number | undefined;
  /** Longest `Retry-After` in ms that is waited for. A longer one ends the retries with its error. Default: 60000. */
  maxRetryAfter?: number | undefined;
  /** Retries calls that are not repeat-safe as if they were, though they may already have been applied. Default: false. */
  unsafe?: boolean | undefined;
}

/** The options of one call. They override the client's. */
export interface RequestOptions {
  /** Aborts the call, which rejects with the signal's reason. Nothing is sent afterwards. Default: none. */
  signal?: AbortSignal | null | undefined;
  /** Timeout of one attempt in ms. 0: none. Default: the client's. */
  timeout?: number | undefined;
  /** Changes to the client's retry policy. `false`: no retries. Default: the client's. */
  retry?: RetryOptions | false | undefined;
  /** Additional headers. They override the client's `headers`, but not the token headers. Default: none. */
  headers?: HeadersSource | undefined;
}

/** The options of `request`. */
export interface CallOptions extends RequestOptions {
  /** Query parameters, as in {@link Query}. Default: none. */
  params?: object | null | undefined;
  /** The body, sent as JSON. Default: none. */
  data?: unknown;
}

/** Callbacks that observe a client. What they throw is reported with `console.error` and changes nothing. They never get a token. */
export interface Hooks {
  /** Called before each attempt. `attempt` counts from 1. */
  onRequest?: ((event: { method: string; url: string; attempt: number }) => void) | undefined;
  /** Called when an answer's headers have arrived. Header names are lower-case; tokens are redacted. `requestId` is the `X-Request-ID` header. */
  onResponse?:
    | ((event: { method: string; url: string; attempt: number; status: number; durationMs: number; requestId?: string; headers: Record<string, string> }) => void)
    | undefined;
  /** Called when an attempt has failed and another follows in `delayMs` ms. */
  onRetry?: ((event: { method: string; url: string; attempt: number; delayMs: number; reason: ClientError }) => void) | undefined;
}

/** The options of an upload. */
export interface UploadOptions extends RequestOptions {
  /**
   * Called with the bytes of the request body that were sent so far, at least every 1 % or 256 KiB, whichever is more.
   * `loaded` never decreases within an attempt. The last call has `loaded === total`. Default: none.
   */
  onUploadProgress?: ((progress: { loaded: number; total: number; attempt: number }) => void) | undefined;
  /** Timeout in ms without progress; where progress cannot be observed, of the whole attempt. 0: none. Default: none. */
  timeout?: number | undefined;
}

/** The options of `tailJobConsoleLogs`. Its `timeout` ends when the headers arrive. */
export interface TailOptions extends RequestOptions {
  /** Longest silence in ms: without any byte (a comment counts), the event stream ends with {@link StreamError}. Default: none. */
  idleTimeout?: number | undefined;
}

/** The options of `waitForJob`. Its `timeout` is that of one poll. */
export interface WaitOptions extends RequestOptions {
  /** Time between two polls in ms. Default: 5000. */
  interval?: number | undefined;
  /** Timeout of the whole wait in ms. After it, the call rejects with {@link ClientTimeoutError}. Default: none. */
  deadline?: number | undefined;
  /** Called with the job when it has changed. Default: none. */
  onUpdate?: ((job: Job) => void) | undefined;
  /** Rejects with {@link JobFailedError} if the job did not succeed. Default: false. */
  throwOnFailure?: boolean | undefined;
}

// ------------------------------------------------------------------ functions

/** The version of this package. */
export const VERSION: string;

/**
 * Compiles the WebAssembly module in advance. This is optional: the first `new BackendClient` compiles it otherwise,
 * synchronously.
 *
 * @returns A promise that resolves when the module is ready.
 */
export function init(): Promise<void>;

/**
 * Tells what a job's status means, in the vocabulary of any backend version and in any case.
 *
 * @param job A job, or any object with a `status`.
 * @returns The state. An unknown status is `'running'`.
 */
export function jobState(job: { status?: unknown }): 'queued' | 'running' | 'succeeded' | 'failed' | 'stopped';

/**
 * Node only: opens a file of the disk as a `File`. Its bytes are read while they are sent.
 *
 * @param path A path or a `file:` URL.
 * @param options The MIME `type` (default: none) and the `name` (default: the last segment of the path).
 * @returns The file.
 * @throws {InvalidRequestError} if there is no such file, or if Node's Blob cannot hold all of it (Node 20 to 24 report a
 * wrong size above 4 GiB).
 */
export function fileFromPath(path: string | URL, options?: { type?: string | undefined; name?: string | undefined }): Promise<File>;

// ------------------------------------------------------------------ errors

/** The values of `code`, one for each kind of error. */
export type ErrorCode =
  | 'invalid_request' | 'connection' | 'response_incomplete' | 'invalid_response' | 'timeout' | 'stream'
  | 'internal' | 'job_failed' | 'http' | 'validation' | 'authentication' | 'authorization' | 'not_found' | 'rate_limit' | 'server' | 'gpu_unavailable';

/** The fields of an error that is made by hand. A field that is not given has the default of its class. */
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
  /** Attempts that were sent. Default: 0. */
  attempts?: number | undefined;
  /** Request id of the answer. Default: null. */
  requestId?: string | null | undefined;
  /** Whether the call may have been applied. Default: false. */
  mayHaveBeenApplied?: boolean | undefined;
  /** The error that caused this one. Default: none. */
  cause?: unknown;
  /** The refused argument, for `InvalidRequestError`. Default: null. */
  field?: string | null | undefined;
  /** Messages per field, for `InvalidRequestError` and `ValidationError`. Default: `{}`. */
  fieldErrors?: Record<string, string[]> | undefined;
  /** Seconds, for `RateLimitError` and `ServerError`. Default: null. */
  retryAfter?: number | null | undefined;
}

/** The base class of all errors. Every failed call rejects with one; only an abort rejects with the signal's own reason. */
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
  /** Attempts that were sent, of the page or poll that failed. 0: the call was refused before sending. */
  readonly attempts: number;
  /** The answer's `X-Request-ID` header. Null if there was none. */
  readonly requestId: string | null;
  /** True if the backend may have applied the call although no usable answer arrived. Check before calling again. */
  readonly mayHaveBeenApplied: boolean;
  /**
   * Like `instanceof`, but true also for errors of another copy of the package.
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

/** The call was refused before sending: a missing field, a bad id, an unknown option. */
export class InvalidRequestError extends ClientError {
  /** Always `'invalid_request'`. */
  readonly code: 'invalid_request';
  /** The refused argument, field or option. Null if it is none in particular. */
  readonly field: string | null;
  /** The refused field and what is wrong with it, in the form of {@link ValidationError}. */
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

/** A 2xx answer is not what the endpoint answers (a proxy's login page, cut JSON, another shape), or the answer is a redirect. */
export class InvalidResponseError extends ClientError {
  /** Always `'invalid_response'`. */
  readonly code: 'invalid_response';
}

/** No complete answer arrived within `timeout`, or the job did not end within `deadline`. */
export class ClientTimeoutError extends ClientError {
  /** Always `'timeout'`. */
  readonly code: 'timeout';
}

/** The event stream broke off and could not be resumed, or was silent for `idleTimeout`. */
export class StreamError extends ClientError {
  /** Always `'stream'`. */
  readonly code: 'stream';
}

/** `waitForJob` with `throwOnFailure`: the job ended without success. */
export class JobFailedError extends ClientError {
  /** Always `'job_failed'`. */
  readonly code: 'job_failed';
  /** The job that ended. */
  readonly job: Job;
}

/** A bug of this client. Every call that is running, and every later one, rejects with it. */
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
  /** Messages per field. Keys are paths, such as `configuration.parameters[2].name`. `''` has the messages of no field. */
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

/** Every error of the package. A `switch` on `code` narrows it. `ClientError.isInstance(error)` makes an error one. */
export type SynapseError =
  | InvalidRequestError | ClientConnectionError | InvalidResponseError | ClientTimeoutError | StreamError | JobFailedError | InternalError
  | AuthenticationError | AuthorizationError | NotFoundError | ValidationError | RateLimitError | ServerError | (HTTPError & { readonly code: 'http' });

// ------------------------------------------------------------------ arguments

/** An id: an integer, or a string that is one path segment (an id, a code, `code@version`). */
export type Id = number | string | bigint;

/** The value of one query parameter. */
export type QueryValue = string | number | bigint | boolean | Date | null | undefined;

/**
 * Query parameters. Null and undefined are left out, also inside lists. A list repeats the parameter. A Date is sent as
 * ISO 8601. Any other object is refused.
 */
export type Query = Record<string, QueryValue | readonly QueryValue[]> | URLSearchParams;

/** Query parameters in a type of your own, which may be an interface. */
export type QueryOf<T> = { readonly [K in keyof T]: QueryValue | readonly QueryValue[] };

/** A file. A `File` keeps its name; the others are named `filename`, else `'file'`. The bytes are not copied. */
export type FileInput = File | Blob | Uint8Array | ArrayBuffer;

// ------------------------------------------------------------------ data

/** An object of the backend. Fields that the type does not name are kept as they are. */
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
  /** Unique code, which can stand for the id. */
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
 * The data of `runPlugin`: `parameters` and `context`, or the fields of newer backends. It is sent as given, without
 * defaults. Any other fields are sent, too.
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
  /** The package. Required. Null: there is none, and the data is sent as JSON. */
  file: FileInput | null;
  /** Name of a file that has none of its own. Default: `'file'`. */
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

/** A job's status. Newer backends write it in upper case. `jobState` knows both vocabularies. */
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
  /** Status of the job. `jobState(job)` tells what it means. */
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
 * An event of `tailJobConsoleLogs`: a server-sent event, or a line of plain text (`type: 'line'`). `type` narrows `data`,
 * which is parsed JSON where it is JSON, else text. `id` is the event's id, `raw` the data as it arrived. A backend may
 * send other types; handle them in `default:`.
 */
export type ConsoleLogEvent =
  | { type: 'log'; data: ConsoleLog; id: string | null; raw: string }
  | { type: 'complete'; data: { status?: JobStatus } & Extensible; id: string | null; raw: string }
  | { type: 'connected' | 'error' | 'message'; data: unknown; id: string | null; raw: string }
  | { type: 'line'; data: unknown; id: string | null; raw: string };

/** The field of a log that `createLogs` treats in its own way. All other fields are sent as given. */
export interface LogCreate {
  /** A file is sent as a `data:` URI. A string is sent as given. Default: none. */
  file?: FileInput | string | null | undefined;
}

/** The data of `createServeApplication`. Any other fields are sent, too. */
export interface ServeApplicationCreate {
  /** Id of the job that serves. Required. */
  job: number | string;
  /** Status of the serve application. Default: the backend's. */
  status?: string | undefined;
  /** Any JSON object. Default: the backend's. */
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
