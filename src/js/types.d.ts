// ------------------------------------------------------------------ options

/**
 * A token; or a function that is called before every attempt (a token that expires, a vault). After a 401 the function
 * is asked once more, and if its answer is new the call is sent again.
 */
export type TokenSource = string | (() => string | Promise<string>);

/** What a `BackendClient` is made of. */
export interface BackendClientOptions {
  /** Where the backend is, such as `https://api.synapse.sh`: http or https. A path prefix is kept, trailing slashes are ignored, credentials in it are refused. */
  baseUrl: string;
  /** Sent as `Synapse-Access-Token: Token …`. In Node the default is the environment's `SYNAPSE_API_TOKEN`; an empty string sends none. */
  apiToken?: TokenSource;
  /** Another name of `apiToken`. */
  accessToken?: TokenSource;
  /** Sent as `SYNAPSE-Agent: Token …`. In Node the default is the environment's `SYNAPSE_AGENT_TOKEN`; an empty string sends none. */
  agentToken?: TokenSource;
  /** Sent as `Authorization: Token …`. */
  authorizationToken?: TokenSource;
  /** Sent as `Synapse-Tenant: Token …`. */
  tenant?: string;
  /** Added as `url_host=…` to every query that has none of its own. */
  urlHost?: string;
  /** Milliseconds for one attempt, from sending until the whole answer is read. Default 30000; 0: none. Uploads have their own, see {@link UploadOptions}. */
  timeout?: number;
  /** How failed attempts are followed by others; `false`: never. */
  retry?: RetryOptions | false;
  /** Further headers. They never override the token headers. The backend's CORS settings must allow each of them. */
  headers?: Record<string, string>;
  /** Another `fetch` (tests, proxies, service bindings). Default: `globalThis.fetch`, looked up at each call. */
  fetch?: typeof fetch;
  /** Observers of what is sent and answered. */
  hooks?: Hooks;
}

/** How failed attempts are followed by others. Whether one may be followed at all is a property of the endpoint and of the failure. */
export interface RetryOptions {
  /** Attempts after the first. Default 3. */
  limit?: number;
  /** Full jitter: the wait before retry n (from 0) is random, in [0, min(maxDelay, baseDelay · 2ⁿ)] ms. Default 500. */
  baseDelay?: number;
  /** Milliseconds. Default 8000. */
  maxDelay?: number;
  /** A server's Retry-After is obeyed up to so many milliseconds; one that asks for more ends the retrying with its error. Default 60000. */
  maxRetryAfter?: number;
  /** Sends a call that may already have been applied again, as if it were repeat-safe: after 502, 504 or a broken connection, and the like. Default false. */
  unsafe?: boolean;
}

/** The options of one call; they go before the client's. */
export interface RequestOptions {
  /** Ends the call at once, with the signal's own reason; nothing is sent afterwards. */
  signal?: AbortSignal;
  /** Milliseconds for one attempt; 0: none. */
  timeout?: number;
  /** What differs from the client's `retry`; `false`: no retries. */
  retry?: RetryOptions | false;
  /** Further headers, before the client's. */
  headers?: Record<string, string>;
}

/** Observers. What they throw is reported with `console.error` and changes nothing. No token is ever in what they get. */
export interface Hooks {
  /** Before each attempt (from 1). */
  onRequest?(event: { method: string; url: string; attempt: number }): void;
  /** When an answer's headers have come. `requestId`: the `X-Request-ID` of the answer, where it has one that a page may read. */
  onResponse?(event: { method: string; url: string; attempt: number; status: number; durationMs: number; requestId?: string }): void;
  /** When the attempt failed and another will follow, `delayMs` later. */
  onRetry?(event: { method: string; url: string; attempt: number; delayMs: number; reason: ClientError }): void;
}

/** The options of an upload. */
export interface UploadOptions extends RequestOptions {
  /** Bytes of the whole request body handed to the network so far: never decreasing within an attempt; last call `loaded === total`. */
  onUploadProgress?(progress: { loaded: number; total: number; attempt: number }): void;
  /** Milliseconds without any byte moving, where progress can be seen; elsewhere milliseconds in all. Default: none. */
  timeout?: number;
}

/** The options of the live log. */
export interface TailOptions extends RequestOptions {
  /** Milliseconds without any byte (a comment counts) before the log ends with {@link StreamError}. Default: none. */
  idleTimeout?: number;
}

/** The options of a wait. */
export interface WaitOptions extends RequestOptions {
  /** Milliseconds between polls. Default 5000. */
  interval?: number;
  /** Milliseconds for the whole wait; past it: {@link ClientTimeoutError}. Default: none. `timeout` stays that of one request. */
  deadline?: number;
  /** Called with the job whenever it has changed. */
  onUpdate?(job: Job): void;
}

/**
 * Compiles the WebAssembly ahead. It is optional, everywhere: the first `new BackendClient` compiles it otherwise,
 * synchronously.
 */
export function init(): Promise<void>;

/**
 * Node: a path as a File whose bytes are read from the disk as they are sent.
 *
 * @param path A path, or a `file:` URL.
 * @param options The File's `type` (default none) and `name` (default the path's last segment).
 * @throws {InvalidRequestError} where there is no such file, and for one that Node's Blob cannot hold whole (Node 20 to 24
 * report a wrong size past 4 GiB): it is never sent cut.
 */
export function fileFromPath(path: string | URL, options?: { type?: string; name?: string }): Promise<File>;

// ------------------------------------------------------------------ errors

/** Every failure of a call is one of these; an abort rejects with the signal's own reason instead. */
export class ClientError extends Error {
  /** Discriminates in a `switch`, and survives a copy of the package loaded twice. */
  readonly code:
    | 'invalid_request' | 'connection' | 'response_incomplete' | 'invalid_response' | 'timeout' | 'stream'
    | 'http' | 'validation' | 'authentication' | 'authorization' | 'not_found' | 'rate_limit' | 'server' | 'gpu_unavailable';
  /** The HTTP status, where a whole answer came. */
  readonly statusCode: number | null;
  /** The answer's parsed JSON, else its text, else null. */
  readonly response: unknown;
  /** The answer's headers, names in lower case. */
  readonly headers: Record<string, string>;
  /** The request's method; null where none was made. */
  readonly method: string | null;
  /** Without user info; the agent token of `healthCheckAgent` reads `***`. */
  readonly url: string | null;
  /** Requests that were sent. 0: refused before anything was sent. */
  readonly attempts: number;
  /** The answer's `X-Request-ID`. */
  readonly requestId: string | null;
  /** The backend may have done what was asked although no usable answer came: look before asking again. */
  readonly mayHaveBeenApplied: boolean;
  /** `instanceof` that holds over two copies of the package. */
  static isInstance(value: unknown): value is ClientError;
  /** What `JSON.stringify` keeps of it: the fields above with the name and the message, without `headers`. */
  toJSON(): object;
}

/** Refused before sending: a missing field, a bad id, a token that is no header value. */
export class InvalidRequestError extends ClientError {
  /** The argument that is refused. */
  readonly field: string | null;
}
/** No connection, or one that broke, for a call that could safely be sent again and was. */
export class ClientConnectionError extends ClientError {}
/** The request may have been applied: its answer broke off, or never came for a call that must not be sent twice. */
export class ClientResponseIncompleteError extends ClientConnectionError {}
/** A 2xx that is not what the endpoint answers (HTML of a proxy's login page, cut JSON, another shape), or a redirect. */
export class InvalidResponseError extends ClientError {}
/** No whole answer in time. */
export class ClientTimeoutError extends ClientError {}
/** The live log broke off and could not be resumed. */
export class StreamError extends ClientError {}
/** An answer that is no success. */
export class HTTPError extends ClientError {
  readonly statusCode: number;
}
/** 401. */
export class AuthenticationError extends HTTPError {}
/** 403. */
export class AuthorizationError extends HTTPError {}
/** 404. */
export class NotFoundError extends HTTPError {}
/** 400 and 422. */
export class ValidationError extends HTTPError {
  /** Flat view of DRF, FastAPI and `{error: {details}}` bodies: `configuration.parameters[2].name` → its messages; `''` for the rest. */
  readonly fieldErrors: Record<string, string[]>;
}
/** 429. */
export class RateLimitError extends HTTPError {
  /** Seconds that the server asked to wait. */
  readonly retryAfter: number | null;
}
/** 5xx. */
export class ServerError extends HTTPError {
  /** Seconds that the server asked to wait. */
  readonly retryAfter: number | null;
}
/** 503 whose body says `error_type: "gpu_unavailable"`. */
export class GpuUnavailableError extends ServerError {}

// ------------------------------------------------------------------ data: the wire's own names; unknown fields are always kept

/** An id: a whole number, or a text that is one path segment. */
export type Id = number | string;
/** What one query parameter may be. */
export type QueryValue = string | number | bigint | boolean | Date | null | undefined;
/** null and undefined are dropped, also inside arrays; arrays repeat the key; a Date becomes ISO 8601; anything else is refused. */
export type Query = Record<string, QueryValue | readonly QueryValue[]>;

/** Fields that are not named here are sent as given, and answered as they come. */
export interface Extensible { [field: string]: unknown }
/** One of these texts, which editors offer, or any other that the backend knows. */
export type Open<T extends string> = T | (string & {});

/** Passed by reference: never copied into WebAssembly memory. */
export type FileInput = File | Blob | Uint8Array | ArrayBuffer;

/** What an agent says of itself. */
export interface AgentHealth extends Extensible { status?: string }
/** A machine that runs jobs. */
export interface Agent extends Extensible { id: number; name?: string; url?: string | null; status?: string; token?: string | null }

/** What a plugin is described by. */
export interface PluginData extends Extensible {
  description?: string | null;
  version?: string;
  author?: string;
  category?: string;
  configuration?: Record<string, unknown> | null;
}
/** A new plugin. */
export interface PluginCreate extends PluginData { name: string }
/** The fields of a plugin to set. */
export interface PluginUpdate extends PluginData { name?: string }
/** A plugin, as the backend answers it. */
export interface Plugin extends PluginData { id: number; name: string; code?: string }

/** The document's form (`parameters`, `context`) and the current backend's (the rest); sent exactly as given. */
export interface PluginRunRequest extends Extensible {
  parameters?: Record<string, unknown>;
  context?: Record<string, unknown>;
  agent?: number | null;
  action?: string;
  params?: Record<string, unknown>;
  storage_id?: number;
  job_id?: number;
  debug?: boolean;
  version?: string;
  language?: string;
}
/** What running a plugin answers. */
export interface PluginRun extends Extensible { job_id?: Id }

/** A new release of a plugin. */
export interface PluginReleaseCreate extends Extensible {
  plugin: Id;
  version: string;
  changelog?: string;
  is_stable?: boolean;
  config?: Record<string, unknown>;
  requirements?: string[];
  debug?: boolean;
  /** Required. `null` says on purpose that there is no package: JSON is sent. */
  file: FileInput | null;
  /** The name of a file that has none of its own. Default `file`. */
  filename?: string;
}
/** A release of a plugin; its `plugin` is the id, or with `expand` the plugin itself. */
export interface PluginRelease extends Extensible { id: number; plugin: number | Plugin; version: string; changelog?: string; is_stable?: boolean }

/** How far a job is. The document's backend writes lower case, the current one upper case. */
export type JobStatus = Open<'queued' | 'running' | 'completed' | 'failed' | 'PENDING' | 'RUNNING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED'>;
/** The filters of a list of jobs. */
export interface JobQuery extends Query {
  status?: JobStatus | JobStatus[];
  plugin?: Id;
  user?: Id;
  created_after?: string | Date;
  page?: number;
  page_size?: number;
}
/** A run of a plugin. */
export interface Job extends Extensible {
  id: Id;
  status: JobStatus;
  progress?: number;
  result?: unknown;
  metadata?: Record<string, unknown>;
  logs?: ConsoleLog[];
  metrics?: Record<string, unknown>;
}
/** The fields of a job to set. */
export interface JobUpdate extends Extensible {
  status?: JobStatus;
  /** 0 to 100; anything else is refused. */
  progress?: number;
  result?: unknown;
  metadata?: Record<string, unknown>;
  progress_record?: Record<string, unknown>;
  metrics_record?: Record<string, unknown>;
  console_logs?: unknown;
  meta?: Record<string, unknown>;
}
/** A line that a job wrote to its console. */
export interface ConsoleLog extends Extensible { timestamp: string; level: string; message: string }
/** One server-sent event, or one plain line (`type: 'line'`). */
export interface ConsoleLogEvent {
  type: Open<'connected' | 'log' | 'complete' | 'error' | 'line'>;
  /** Parsed where it is JSON, else text. */
  data: unknown;
  id: string | null;
  /** The data as it came. */
  raw: string;
}

/** A new log. */
export interface LogCreate extends Extensible {
  /** A file becomes a `data:` URI; a string that is one already is kept. */
  file?: FileInput | string | null;
}
/** A new serve application. */
export interface ServeApplicationCreate extends Extensible { job: Id; status?: string; data?: Record<string, unknown> }
/** A job's application that answers requests. */
export interface ServeApplication extends Extensible { id: number; job?: Id; status?: string; data?: Record<string, unknown> }

/** Where a storage's files are. */
export type StorageProvider = Open<'amazon_s3' | 'azure' | 'digital_ocean' | 'file_system' | 'ftp' | 'sftp' | 'minio' | 'gcp'>;
/** A new storage. */
export interface StorageCreate extends Extensible {
  name: string;
  provider: StorageProvider;
  category?: Open<'internal' | 'external'>;
  configuration?: Record<string, unknown>;
}
/** A storage; its configuration may hold secrets. */
export interface Storage extends StorageCreate { id: number; is_default?: boolean }
