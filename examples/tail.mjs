// Runs a plugin and shows its log while it is written. Ctrl-C leaves the log; the job goes on.
import { BackendClient, ClientError } from 'synapse-backend-client';
import { settings } from './lib/settings.mjs';

async function runAndWatch(signal) {
  const client = new BackendClient(settings());
  const plugin = await client.createPlugin({ name: 'Watched Plugin' }, { signal });
  const { job_id: jobId } = await client.runPlugin(plugin.id, { parameters: { steps: 4, delay: 0.1 } }, { signal });
  console.log(`Started job: ${jobId}`);

  // Ends with the job. A connection that breaks in between is resumed where it broke off.
  for await (const { type, data } of client.tailJobConsoleLogs(jobId, { signal })) {
    if (type === 'log') console.log(`  ${data.timestamp} ${data.level}: ${data.message}`);
  }

  const job = await client.getJob(jobId, null, { signal });
  console.log(`Job ended: ${job.status}`);
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort('Ctrl-C'));

try {
  await runAndWatch(controller.signal);
} catch (error) {
  if (error === 'Ctrl-C') {
    console.error('Left. The job goes on.');
    process.exitCode = 130;
  } else if (error instanceof ClientError) {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
