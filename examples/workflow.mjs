// The complete workflow: creates a plugin, releases it, runs it, and follows the job until it ends.
//
//   node examples/workflow.mjs
import { BackendClient, ClientError, jobState } from 'synapse-backend-client';
import { settings } from './lib/settings.mjs';
import { zip } from './lib/zip.mjs';

async function completePluginWorkflow() {
  const client = new BackendClient(settings());

  // 1. Create plugin
  const plugin = await client.createPlugin({
    name: 'Image Processing Plugin',
    description: 'Advanced image processing capabilities',
    version: '1.0.0',
    author: 'Development Team',
    category: 'image_processing',
    configuration: {
      parameters: {
        quality: { type: 'float', default: 0.8 },
        format: { type: 'string', default: 'jpeg' },
      },
    },
  });
  console.log(`Created plugin: ${plugin.id}`);

  // 2. Create plugin release
  const file = new File([pluginPackage()], 'plugin.zip', { type: 'application/zip' });
  const release = await client.createPluginRelease(
    { plugin: plugin.id, version: '1.0.0', changelog: 'Initial release', is_stable: true, file },
    { onUploadProgress: ({ loaded, total }) => loaded === total && console.log(`Uploaded ${total} bytes`) },
  );
  console.log(`Created release: ${release.id}`);

  // 3. Run plugin
  const { job_id: jobId } = await client.runPlugin(plugin.id, {
    parameters: {
      quality: 0.9,
      format: 'png',
    },
    context: {
      project_id: 123,
      batch_size: 100,
    },
  });
  console.log(`Started job: ${jobId}`);

  // 4. Monitor job progress, and its log while it is written
  const [job] = await Promise.all([
    client.waitForJob(jobId, { interval: 200, onUpdate: showProgress }),
    showLog(client.tailJobConsoleLogs(jobId)),
  ]);
  if (process.stdout.isTTY) console.log();

  // 5. Get job logs if failed
  const succeeded = jobState(job) === 'succeeded';
  if (!succeeded) {
    const logs = await client.listJobConsoleLogs(jobId);
    console.log('Job failed. Recent logs:');
    for (const { timestamp, message } of logs.slice(-10)) console.log(`  ${timestamp}: ${message}`);
  } else {
    console.log('Job completed successfully!');
    if (job.result) console.log('Result:', job.result);
  }

  return succeeded;
}

function pluginPackage() {
  return zip({
    'config.yaml': 'name: Image Processing Plugin\nversion: 1.0.0\n',
    'plugin/main.py': 'def run(quality, format):\n    print(f"{format} at {quality}")\n',
  });
}

let progressLine = '';

/**
 * Rewrites one line on a terminal; elsewhere prints a line for every change.
 *
 * @param {import('synapse-backend-client').Job} job
 */
function showProgress({ id, status, progress }) {
  progressLine = `Job ${id}: ${status} (${progress ?? 0}%)`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${progressLine}`);
  else console.log(progressLine);
}

/**
 * Prints log lines above the line of the progress.
 *
 * @param {AsyncIterable<import('synapse-backend-client').ConsoleLogEvent>} events
 */
async function showLog(events) {
  for await (const event of events) {
    if (event.type !== 'log') continue;
    const { timestamp, level, message } = event.data;
    const line = `  ${timestamp} ${level}: ${message}`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}\n${progressLine}`);
    else console.log(line);
  }
}

try {
  process.exitCode = (await completePluginWorkflow()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof ClientError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}
