// The calls of the documentation, as users write them, and the types of their results.
import {
  BackendClient,
  ClientError,
  HTTPError,
  JobFailedError,
  NotFoundError,
  VERSION,
  ValidationError,
  fileFromPath,
  init,
  jobState,
} from 'synapse-backend-client';
import type { ConsoleLogEvent, Job, Plugin, SynapseError } from 'synapse-backend-client';

export async function calls(client: BackendClient, file: File): Promise<void> {
  const health = await client.healthCheckAgent('agent-token-123');
  health.status satisfies string | undefined;

  const plugin = await client.createPlugin({ name: 'My Custom Plugin', configuration: { parameters: {} }, further: [1] });
  plugin.id satisfies number;
  (await client.getPlugin(123)).name satisfies string;
  (await client.updatePlugin('my-plugin', { description: null })).version satisfies string | undefined;
  plugin.further satisfies unknown;

  const run = await client.runPlugin(123, { parameters: { threshold: 0.8 }, context: { project_id: 123 } });
  const jobId = run.job_id ?? 0;

  await client.createPluginRelease({ plugin: 123, version: '2.0.0', changelog: '', is_stable: true, file });
  await client.createPluginRelease({ plugin: '123', version: '2.0.0', file: new Uint8Array(), filename: 'plugin.zip' });
  await client.createPluginRelease({ plugin: 123, version: '2.0.0', file: null });
  const release = await client.getPluginRelease(456, { expand: 'plugin' });
  if (typeof release.plugin === 'object') release.plugin.name satisfies string;

  const job = await client.getJob(jobId, { expand: ['logs', 'metrics'] });
  if (job.status === 'completed') job.result satisfies unknown;
  job.logs?.at(-1)?.message satisfies string | undefined;
  const [jobs, count] = await client.listJobs({ status: ['running', 'queued'], created_after: new Date(), plugin: 123, further: true });
  jobs[0]?.id satisfies number | string | undefined;
  count satisfies number;
  await client.listJobs(null, { timeout: 1000 });
  await client.updateJob(789, { progress: 75, status: 'running', metadata: { current_step: 'processing_images' } });
  for (const { timestamp, level, message } of await client.listJobConsoleLogs(789)) [timestamp, level, message] satisfies string[];
  const ended = await client.waitForJob(jobId, { interval: 1000, deadline: 60_000, onUpdate: ({ progress }) => progress?.toFixed() });
  ended.status satisfies string;
  jobState(ended) satisfies 'queued' | 'running' | 'succeeded' | 'failed' | 'stopped';
  await client.waitForJob(jobId, { throwOnFailure: true });

  for (const { name, provider } of await client.listStorages()) [name, provider] satisfies string[];
  (await client.getStorage(123)).configuration satisfies Record<string, unknown> | undefined;
  await client.createStorage({ name: 'Ours', provider: 'a provider of tomorrow', category: 'external' });
}

export async function options(): Promise<void> {
  await init();
  const client = new BackendClient({
    baseUrl: 'https://api.synapse.sh',
    apiToken: async () => 'token',
    retry: { limit: 5, unsafe: true },
    headers: () => new Headers([['X-Trace', '1']]),
    logger: console,
    logLevel: 'debug',
    credentials: 'include',
    hooks: { onRetry: ({ reason, delayMs }) => console.log(reason.code, delayMs) },
    fetch: async () => new Response(),
  });
  client.baseUrl satisfies string;
  VERSION satisfies string;
  (await fileFromPath(new URL('file:///plugin.zip'), { name: 'plugin.zip' })).name satisfies string;
  // In Node, the options come from the environment.
  new BackendClient();
  new BackendClient({ apiToken: 'token' });
  new BackendClient({ baseUrl: new URL('https://api.synapse.sh'), headers: [['X-One', '1']] });
  await client.withOptions({ tenant: 'acme', retry: false }).getPlugin(1, { signal: AbortSignal.timeout(10), headers: { 'X-One': '1' } });
}

// Interfaces have no index signature, unlike literals and type aliases.
interface Filters { status?: string; plugin?: number; created_after?: Date; further?: boolean[] }
interface RunParameters { quality: number; nested: { deep: RunParameters | null } }
interface NewPlugin { name: string; configuration: RunParameters; further: number }
interface Progress { progress: number; metadata: RunParameters }
interface Entry { message: string; file?: Blob }

export async function interfaces(client: BackendClient, own: Filters, parameters: RunParameters, plugin: NewPlugin, progress: Progress): Promise<void> {
  await client.listJobs(own);
  await client.listPlugins(own);
  await client.listServeApplications(own);
  await client.listPluginReleases(1, own);
  await client.listStorages(own);
  await client.getJob(1, own);
  await client.getPluginReleaseByLookup('code@1.0.0', own);
  (await client.listAgents(own))[0]?.token satisfies string | null | undefined;
  for await (const job of client.iterateJobs(own)) job.id satisfies number;
  for await (const agent of client.iterateAgents(own)) agent.id satisfies number;
  for await (const one of client.iteratePlugins(own)) one.name satisfies string;
  for await (const release of client.iteratePluginReleases(1, own)) release.version satisfies string;
  for await (const application of client.iterateServeApplications(own)) application.id satisfies number;
  await client.createPlugin(plugin);
  await client.updatePlugin(1n, plugin);
  await client.runPlugin(1, { parameters, context: parameters, params: parameters });
  await client.createPluginRelease({ plugin: 1, version: '1.0.0', config: parameters, file: null });
  await client.updateJob(1, progress);
  await client.createServeApplication({ job: 1, data: parameters });
  await client.createStorage({ name: 'Ours', provider: 'minio', configuration: parameters });
  const entry: Entry = { message: 'one' };
  await client.createLogs(entry);
  await client.createLogs([entry, parameters] as const);
  (await client.request<Plugin>('GET', 'plugins/1/', { params: own })).name satisfies string;
  (await client.request('POST', 'others/', { data: parameters })) satisfies unknown;
}

export async function queries(client: BackendClient): Promise<void> {
  await client.listJobs();
  await client.listJobs(null);
  await client.listJobs({});
  await client.listJobs(new URLSearchParams('status=running'));
  await client.listJobs({ status: ['running', null].filter((status) => status !== null), further: [1, null, undefined] });
  const record: Record<string, string | number> = { status: 'running' };
  await client.listPlugins(record);
  for await (const job of client.iterateJobs({ page_size: 10, further: 1n })) job satisfies Job;
}

/** Under exactOptionalPropertyTypes, an optional member may be undefined. */
export async function undefinedMembers(client: BackendClient, signal: AbortSignal | undefined, limit: number | undefined): Promise<void> {
  const options = { signal, timeout: limit, retry: limit === undefined ? undefined : { limit, baseDelay: limit }, headers: undefined };
  new BackendClient({ baseUrl: undefined, apiToken: undefined, fetch: undefined, logger: undefined, ...options, hooks: undefined });
  new BackendClient({ hooks: { onRequest: undefined, onResponse: undefined, onRetry: undefined } });
  client.withOptions({ tenant: undefined });
  await client.getJob(1, undefined, options);
  await client.getJob(1, { expand: undefined }, { signal: null });
  await client.listJobs({ status: undefined, page: limit });
  await client.waitForJob(1, { ...options, interval: limit, deadline: limit, onUpdate: undefined, throwOnFailure: undefined });
  await client.createPluginRelease({ plugin: 1, version: '1', file: null, filename: undefined }, { ...options, onUploadProgress: undefined });
  await client.updateJob(1, { progress: limit, status: undefined });
  await client.createPlugin({ name: 'Ours', description: undefined });
  for await (const _ of client.tailJobConsoleLogs(1, { idleTimeout: limit }));
  await fileFromPath('plugin.zip', { type: undefined, name: undefined });
}

export function logEvent(event: ConsoleLogEvent): string {
  switch (event.type) {
    case 'log':
      return event.data.message;
    case 'complete':
      return event.data.status ?? '';
    case 'line':
      return event.raw;
    default:
      event.data satisfies unknown;
      return event.type satisfies 'connected' | 'error' | 'message';
  }
}

export function errors(error: unknown): string | number {
  if (error instanceof NotFoundError) return error.statusCode;
  if (error instanceof ValidationError) return Object.values(error.fieldErrors).flat().join();
  if (!ClientError.isInstance(error)) throw error;
  switch (error.code) {
    case 'rate_limit':
    case 'server':
      return error.mayHaveBeenApplied ? 'look first' : 'again';
    default:
      return error.requestId ?? error.attempts;
  }
}

/** `code` narrows the class. */
export function narrowed(error: SynapseError): unknown {
  switch (error.code) {
    case 'invalid_request':
      return error.field ?? error.fieldErrors['name']?.join();
    case 'validation':
      return error.fieldErrors['']?.join();
    case 'rate_limit':
    case 'server':
    case 'gpu_unavailable':
      return error.retryAfter?.toFixed();
    case 'job_failed':
      return error.job.status;
    case 'http':
    case 'authentication':
    case 'authorization':
    case 'not_found':
      return error.statusCode.toFixed();
    case 'connection':
    case 'response_incomplete':
    case 'invalid_response':
    case 'timeout':
    case 'stream':
    case 'internal':
      return error.statusCode?.toFixed();
    default:
      return error satisfies never;
  }
}

/** `isInstance` narrows a caught value to the class; that of `ClientError` narrows it to `SynapseError`. */
export function instances(error: unknown): unknown {
  if (ValidationError.isInstance(error)) return error.fieldErrors;
  if (JobFailedError.isInstance(error)) return error.job.id;
  if (HTTPError.isInstance(error)) return error.statusCode.toFixed();
  if (ClientError.isInstance(error)) return narrowed(error);
  return undefined;
}

export const errorsOfTests = [
  new NotFoundError(),
  new JobFailedError('no', { job: { id: 1, status: 'failed' } }),
  new ValidationError('no', { fieldErrors: { name: ['required'] }, response: {}, cause: new Error('why') }),
  new ClientError('no', { statusCode: null, attempts: 1, mayHaveBeenApplied: true, retryAfter: undefined }),
] satisfies ClientError[];
