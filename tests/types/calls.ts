// The calls of the document's examples, as users write them, and what TypeScript makes of their answers.
import { BackendClient, ClientError, NotFoundError, ValidationError, init } from 'synapse-backend-client';

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
  const ended = await client.waitForJob(jobId, { interval: 1000, deadline: 60_000, onUpdate: ({ progress = 0 }) => progress.toFixed() });
  ended.status satisfies string;

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
    hooks: { onRetry: ({ reason, delayMs }) => console.log(reason.code, delayMs) },
    fetch: async () => new Response(),
  });
  client.baseUrl satisfies string;
  await client.withOptions({ tenant: 'acme', retry: false }).getPlugin(1, { signal: AbortSignal.timeout(10), headers: { 'X-One': '1' } });
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
