// Mistakes that TypeScript must find: a line that compiles fails the check.
import { BackendClient, ClientError, HTTPError, ValidationError, jobState } from 'synapse-backend-client';
import type { ConsoleLogEvent, SynapseError } from 'synapse-backend-client';

export async function calls(client: BackendClient, file: File): Promise<void> {
  // @ts-expect-error name is required
  await client.createPlugin({ description: 'no name' });
  // @ts-expect-error data is required
  await client.createPlugin();
  // @ts-expect-error an id is a number or text
  await client.getPlugin({ id: 1 });
  // @ts-expect-error an id is required
  await client.getJob();

  // @ts-expect-error file is required; null means no package
  await client.createPluginRelease({ plugin: 1, version: '1.0.0' });
  // @ts-expect-error a path is not a file
  await client.createPluginRelease({ plugin: 1, version: '1.0.0', file: '/path/to/plugin.zip' });
  // @ts-expect-error version is required
  await client.createPluginRelease({ plugin: 1, file });
  // @ts-expect-error a version is text
  await client.createPluginRelease({ plugin: 1, version: 1.0, file });
  // @ts-expect-error provider is required
  await client.createStorage({ name: 'Ours' });

  // @ts-expect-error a result must be awaited
  const [jobs] = client.listJobs();
  // @ts-expect-error listJobs returns a pair
  (await client.listJobs()).length satisfies 3;
  // @ts-expect-error a query contains no objects
  await client.listJobs({ plugin: { id: 1 } });
  // @ts-expect-error progress is a number
  await client.updateJob(1, { progress: '75' });
  // @ts-expect-error a message is text
  (await client.listJobConsoleLogs(1))[0]?.message satisfies number;

  // @ts-expect-error the option is `timeout`
  await client.getPlugin(1, { timeOut: 1000 });
  // @ts-expect-error a signal, not its controller
  await client.getPlugin(1, { signal: new AbortController() });
  // @ts-expect-error only waitForJob has an interval
  await client.getJob(1, null, { interval: 1000 });
  // @ts-expect-error options are the third argument of getJob
  await client.getJob(1, { signal: new AbortController().signal });
  // @ts-expect-error options are the second argument of listJobs
  await client.listJobs({ retry: { limit: 1 } });
  // @ts-expect-error none of the fields of a run: it is `parameters`
  await client.runPlugin(1, { paramters: {} });
  // @ts-expect-error none of the fields of a job: it is `progress`
  await client.updateJob(1, { progres: 1 });
  // @ts-expect-error a page number is not text
  await client.listJobs({ page: 'two' });
  // @ts-expect-error a Map is not a query
  await client.listJobs(new Map([['status', 'running']]));
  // @ts-expect-error a log is an object
  await client.createLogs('text');
  // @ts-expect-error the method is in upper case
  await client.request('get', 'plugins/');
  // @ts-expect-error the result is unknown without a type argument
  (await client.request('GET', 'plugins/1/')).name;
  // @ts-expect-error the option is `throwOnFailure`
  await client.waitForJob(1, { throwOnFail: true });
  // @ts-expect-error an iterator is not a promise of a list
  (await client.iterateJobs()).length;
  // @ts-expect-error the class of the iterators is not exported
  client.iterateJobs().free();
  // @ts-expect-error there is no such method
  await client.deletePlugin(1);
  return jobs;
}

export function options(): void {
  // @ts-expect-error the option is `baseUrl`
  new BackendClient({ baseURL: 'https://api.synapse.sh' });
  // @ts-expect-error there is no such level
  new BackendClient({ logLevel: 'verbose' });
  // @ts-expect-error a hook's name begins with `on`
  new BackendClient({ hooks: { request: () => {} } });
  // @ts-expect-error a header is text
  new BackendClient({ headers: { 'X-One': 1 } });
  // @ts-expect-error the retry policy's option is `baseDelay`
  new BackendClient({ retry: { delay: 1 } });
  // @ts-expect-error the number of retries is `{ limit }`
  new BackendClient({ baseUrl: 'https://api.synapse.sh', retry: 3 });
  // @ts-expect-error baseUrl is read-only
  new BackendClient({ baseUrl: 'https://api.synapse.sh' }).baseUrl = 'https://other.example';
  // @ts-expect-error the garbage collector frees a client
  new BackendClient({ baseUrl: 'https://api.synapse.sh' }).free();
}

interface Filters { status: object }

export async function interfaces(client: BackendClient, filters: Filters, event: ConsoleLogEvent): Promise<void> {
  // @ts-expect-error a query contains no objects, and neither does an interface of the caller
  await client.listJobs(filters);
  // @ts-expect-error the same
  await client.getJob(1, filters);
  // @ts-expect-error any object, until `type` is known
  event.data.message;
  if (event.type === 'log') {
    // @ts-expect-error a message is text
    event.data.message satisfies number;
  }
  // @ts-expect-error there is no such state
  if (jobState({ status: 'done' }) === 'done') return;
}

export function errors(error: ClientError): void {
  // @ts-expect-error there is no such code
  if (error.code === 'not-found') return;
  // @ts-expect-error only a ValidationError has them
  error.fieldErrors;
  // @ts-expect-error null without an answer
  error.statusCode.toFixed();
  // @ts-expect-error the backend's answer is unknown
  error.response.detail;
}

export function narrowed(error: SynapseError, caught: unknown): void {
  if (error.code === 'not_found') {
    // @ts-expect-error only a ValidationError has them
    error.fieldErrors;
  }
  if (HTTPError.isInstance(caught)) {
    // @ts-expect-error without an answer there is no status, so this is not an HTTPError
    if (caught.code === 'connection') return;
  }
  if (ValidationError.isInstance(caught)) {
    // @ts-expect-error only a JobFailedError has a job
    caught.job;
  }
  // @ts-expect-error a status is a number
  new ClientError('no', { statusCode: '404' });
  // @ts-expect-error there is no such field
  new ClientError('no', { status: 404 });
}
