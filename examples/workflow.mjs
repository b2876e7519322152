// The complete workflow: a plugin is created, released, run, and watched until it has ended.
import { BackendClient, ClientError } from 'synapse-backend-client';
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

  // 4. Monitor job progress, and its log as it is written
  const [job] = await Promise.all([
    client.waitForJob(jobId, { interval: 200, onUpdate: showProgress }),
    showLog(client.tailJobConsoleLogs(jobId)),
  ]);
  if (process.stdout.isTTY) console.log();

  // 5. Get job logs if failed
  const succeeded = ['completed', 'SUCCEEDED'].includes(job.status);
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

/** On a terminal one line that is rewritten, elsewhere a line for every change. */
let progressLine = '';
function showProgress({ id, status, progress = 0 }) {
  progressLine = `Job ${id}: ${status} (${progress}%)`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${progressLine}`);
  else console.log(progressLine);
}

/** Log lines scroll by above the line of the progress. */
async function showLog(events) {
  for await (const { type, data } of events) {
    if (type !== 'log') continue;
    const line = `  ${data.timestamp} ${data.level}: ${data.message}`;
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
