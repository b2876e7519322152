// Runs a plugin and prints its log while it is written. Ctrl-C stops printing; the job goes on.
//
//   node examples/tail.mjs
import { BackendClient, ClientError, jobState } from 'synapse-backend-client';
import { settings } from './lib/settings.mjs';

/** @param {AbortSignal} signal */
async function runAndWatch(signal) {
  const client = new BackendClient(settings());
  const plugin = await client.createPlugin({ name: 'Watched Plugin' }, { signal });
  const { job_id: jobId } = await client.runPlugin(plugin.id, { parameters: { steps: 4, delay: 0.1 } }, { signal });
  console.log(`Started job: ${jobId}`);

  // It ends with the job. If the connection breaks, it resumes after the last event.
  for await (const event of client.tailJobConsoleLogs(jobId, { signal })) {
    if (event.type !== 'log') continue;
    const { timestamp, level, message } = event.data;
    console.log(`  ${timestamp} ${level}: ${message}`);
  }

  const job = await client.getJob(jobId, null, { signal });
  console.log(`Job ended: ${job.status}`);
  return jobState(job) === 'succeeded';
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort('Ctrl-C'));

try {
  process.exitCode = (await runAndWatch(controller.signal)) ? 0 : 1;
} catch (error) {
  if (error === 'Ctrl-C') {
    console.error('Stopped. The job goes on.');
    process.exitCode = 130;
  } else if (error instanceof ClientError) {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
