// Interfaces, classes and optional members of the caller, wherever the client accepts any. Misspelt names are still errors.
import { BackendClient, fileFromPath } from 'synapse-backend-client';
import type { BackendClientOptions, JobFilters, RequestOptions } from 'synapse-backend-client';

interface Nested { a?: string; deep?: { list: readonly Nested[] } }
interface OwnFilters extends JobFilters { further?: string | null }
interface ReadonlyFilters { readonly status?: 'failed' | 'running'; readonly ids: readonly number[] }
interface NewStorage { name: string; provider: 'minio'; configuration: Nested; secret?: string | undefined }
interface NewApplication { job: number; data: Nested }
interface NewRelease { plugin: number; version: string; file: Blob; config: Nested }
interface Update { description?: string; configuration?: Nested }
interface Run { parameters: Nested; context: Nested; debug?: boolean }
interface Change { status?: 'failed'; result: Nested; metadata: Nested }
interface Log { message: string; level: 'info'; nested: Nested }

class Filters {
  status?: string;
  page_size = 5;
}

declare const process: { env: Record<string, string | undefined> };

export async function interfaces(
  client: BackendClient, own: OwnFilters, fixed: ReadonlyFilters, storage: NewStorage, application: NewApplication, release: NewRelease,
  update: Update, run: Run, change: Change, log: Log, nested: Nested,
): Promise<void> {
  for (const params of [own, fixed, new Filters()]) {
    await client.listJobs(own);
    await client.getJob(1, params);
    await client.getPluginRelease(1n, params);
    await client.listStorages(params);
  }
  await client.listJobs(fixed);
  await client.listJobs(new Filters());
  for await (const job of client.iterateJobs(own)) await client.getJob(job.id, fixed);
  for await (const _ of client.iteratePluginReleases('1', fixed));
  await client.createStorage(storage);
  await client.createServeApplication(application);
  await client.createPluginRelease(release);
  await client.updatePlugin(1, update);
  await client.runPlugin('p', run);
  await client.updateJob(1, change);
  await client.createLogs(log);
  await client.createLogs([log, log]);
  await client.request('GET', 'x/', { params: own, data: undefined });
  await client.request('GET', 'x/', { params: new URLSearchParams() });
  await client.request('POST', 'x/', { params: nested, data: [nested] });
  await client.request('DELETE', 'x/', { params: null });
}

/** A generic function of the caller. */
export const everyPage = async <T extends JobFilters & Record<string, string>>(client: BackendClient, params: T): Promise<number> =>
  (await client.listJobs(params))[1];

/** Under exactOptionalPropertyTypes. */
export async function optional(
  client: BackendClient, signal: AbortSignal | null | undefined, options: RequestOptions | undefined, headers: Headers | undefined,
): Promise<void> {
  new BackendClient({ apiToken: process.env['TOKEN'], baseUrl: process.env['URL'], tenant: process.env['TENANT'], urlHost: undefined });
  new BackendClient({ agentToken: undefined, authorizationToken: undefined, accessToken: undefined, credentials: undefined, logLevel: undefined });
  const given: BackendClientOptions = { retry: { limit: undefined, baseDelay: undefined, maxDelay: undefined, maxRetryAfter: undefined, unsafe: undefined } };
  new BackendClient(given).withOptions({ tenant: undefined, apiToken: undefined, headers, timeout: undefined, fetch: undefined });
  await client.getPlugin(1, options);
  await client.getPlugin(1, { signal });
  await client.listJobs(undefined, { signal, headers });
  await client.createPlugin({ name: 'p', version: undefined, configuration: undefined }, { signal });
  await client.runPlugin(1, { parameters: undefined, agent: undefined, params: undefined }, options);
  await client.createPluginRelease({ plugin: 1, version: '1', file: null, changelog: undefined, requirements: undefined }, { timeout: undefined });
  await client.createStorage({ name: 's', provider: 'ftp', category: undefined, configuration: undefined });
  await client.createServeApplication({ job: 1, status: undefined, data: undefined });
  await client.createLogs({ file: undefined });
  await client.request('POST', 'x/', { params: undefined, data: undefined, signal, timeout: undefined, retry: undefined, headers });
  for await (const _ of client.iterateJobs(null, { signal }));
  for await (const _ of client.tailJobConsoleLogs(1, { signal, idleTimeout: undefined }));
  await client.waitForJob(1, { signal, interval: undefined, deadline: undefined, onUpdate: undefined });
  await fileFromPath('a', undefined);
}

export async function wrong(client: BackendClient, own: OwnFilters): Promise<void> {
  // @ts-expect-error misspelt: `progress`
  await client.updateJob(1, { progess: 5 });
  // @ts-expect-error a name is text
  await client.createPlugin({ name: 5 });
  // @ts-expect-error misspelt: `provider`
  await client.createStorage({ name: 's', provder: 'ftp' });
  // @ts-expect-error a provider is text
  await client.createStorage({ name: 's', provider: 5 });
  // @ts-expect-error a job is a number or text
  await client.createServeApplication({ job: {} });
  // @ts-expect-error parameters are an object
  await client.runPlugin(1, { parameters: 'text' });
  // @ts-expect-error a page is a number
  await client.listJobs({ page_size: '5' });
  // @ts-expect-error options are not parameters
  await client.listJobs(own, own);
  // @ts-expect-error a signal is an AbortSignal
  await client.getPlugin(1, { signal: 'abort' });
  // @ts-expect-error headers are text
  await client.getPlugin(1, { headers: { a: 5 } });
  // @ts-expect-error an id is not a boolean
  await client.getPlugin(true);
}
