// Mistakes that TypeScript must find: a line that compiles fails the check.
import { BackendClient, ClientError } from 'synapse-backend-client';

export async function calls(client: BackendClient, file: File): Promise<void> {
  // @ts-expect-error name is required
  await client.createPlugin({ description: 'no name' });
  // @ts-expect-error data is required
  await client.createPlugin();
  // @ts-expect-error an id is a number or text
  await client.getPlugin({ id: 1 });
  // @ts-expect-error an id is required
  await client.getJob();

  // @ts-expect-error file is required; null says that there is none
  await client.createPluginRelease({ plugin: 1, version: '1.0.0' });
  // @ts-expect-error a path is no file
  await client.createPluginRelease({ plugin: 1, version: '1.0.0', file: '/path/to/plugin.zip' });
  // @ts-expect-error version is required
  await client.createPluginRelease({ plugin: 1, file });
  // @ts-expect-error a version is text
  await client.createPluginRelease({ plugin: 1, version: 1.0, file });
  // @ts-expect-error provider is required
  await client.createStorage({ name: 'Ours' });

  // @ts-expect-error an answer is awaited
  const [jobs] = client.listJobs();
  // @ts-expect-error listJobs answers a pair
  (await client.listJobs()).length satisfies 3;
  // @ts-expect-error a query holds no objects
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
  // @ts-expect-error there is no such method
  await client.deletePlugin(1);
  return jobs;
}

export function options(): void {
  // @ts-expect-error baseUrl is required
  new BackendClient({ apiToken: 'token' });
  // @ts-expect-error the option is `baseUrl`
  new BackendClient({ baseURL: 'https://api.synapse.sh' });
  // @ts-expect-error options are required
  new BackendClient();
  // @ts-expect-error a number of retries is `{ limit }`
  new BackendClient({ baseUrl: 'https://api.synapse.sh', retry: 3 });
  // @ts-expect-error baseUrl is told once
  new BackendClient({ baseUrl: 'https://api.synapse.sh' }).baseUrl = 'https://other.example';
  // @ts-expect-error the garbage collector frees a client
  new BackendClient({ baseUrl: 'https://api.synapse.sh' }).free();
}

export function errors(error: ClientError): void {
  // @ts-expect-error there is no such code
  if (error.code === 'not-found') return;
  // @ts-expect-error only a ValidationError has them
  error.fieldErrors;
  // @ts-expect-error null where there was no answer
  error.statusCode.toFixed();
  // @ts-expect-error what a backend says may be anything
  error.response.detail;
}
