// Uploads a release from disk with a progress bar. Ctrl-C cancels it.
//
//   node examples/upload.mjs [package.zip]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendClient, ClientError, fileFromPath } from 'synapse-backend-client';
import { showProgress } from './lib/progress-bar.mjs';
import { settings } from './lib/settings.mjs';
import { zip } from './lib/zip.mjs';

/**
 * @param {string} path
 * @param {AbortSignal} signal
 */
async function upload(path, signal) {
  const client = new BackendClient(settings());
  const plugin = await client.createPlugin({ name: 'Uploaded Plugin' }, { signal });

  // The bytes are read from disk while they are sent, so the size does not matter.
  const file = await fileFromPath(path, { type: 'application/zip' });
  const release = await client.createPluginRelease(
    { plugin: plugin.id, version: '1.0.0', file },
    {
      signal,
      // Ends the upload when no byte has been sent for a minute. A slow upload may take longer.
      timeout: 60_000,
      onUploadProgress: (progress) => showProgress(progress),
    },
  );
  console.log(`Created release: ${release.id} of plugin ${plugin.id} with ${file.name}`);
}

/** @param {AbortSignal} signal */
async function uploadSmallPackage(signal) {
  const folder = await mkdtemp(join(tmpdir(), 'synapse-upload-'));
  try {
    const path = join(folder, 'plugin.zip');
    await writeFile(path, zip({ 'plugin/main.py': 'def run():\n    print("hello")\n' }));
    await upload(path, signal);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort('Ctrl-C'));

try {
  const path = process.argv[2];
  await (path ? upload(path, controller.signal) : uploadSmallPackage(controller.signal));
} catch (error) {
  if (error === 'Ctrl-C') {
    console.error('\nStopped. If the whole file had been sent, the release may exist.');
    process.exitCode = 130;
  } else if (error instanceof ClientError) {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
