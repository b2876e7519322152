// Uploads a release from the disk, however large, with a progress bar. Ctrl-C stops it half way.
//
//   node examples/upload.mjs [package.zip]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendClient, ClientError, fileFromPath } from 'synapse-backend-client';
import { showProgress } from './lib/progress-bar.mjs';
import { settings } from './lib/settings.mjs';
import { zip } from './lib/zip.mjs';

async function upload(path, signal) {
  const client = new BackendClient(settings());
  const plugin = await client.createPlugin({ name: 'Uploaded Plugin' }, { signal });

  // The file's bytes are read from the disk as they are sent: its size does not matter.
  const file = await fileFromPath(path, { type: 'application/zip' });
  const release = await client.createPluginRelease(
    { plugin: plugin.id, version: '1.0.0', file },
    {
      signal,
      // A minute in which no byte moves ends the upload; a slow one may take its time.
      timeout: 60_000,
      onUploadProgress: showProgress,
    },
  );
  console.log(`Created release: ${release.id} of plugin ${plugin.id} with ${file.name}`);
}

/** Does something with the path of a small package, which is deleted afterwards. */
async function withPackage(use) {
  const folder = await mkdtemp(join(tmpdir(), 'synapse-upload-'));
  try {
    const path = join(folder, 'plugin.zip');
    await writeFile(path, zip({ 'plugin/main.py': 'def run():\n    print("hello")\n' }));
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const controller = new AbortController();
process.once('SIGINT', () => controller.abort('Ctrl-C'));

try {
  const [, , given] = process.argv;
  const use = (path) => upload(path, controller.signal);
  await (given ? use(given) : withPackage(use));
} catch (error) {
  if (error === 'Ctrl-C') {
    console.error('\nStopped. Nothing was released.');
    process.exitCode = 130;
  } else if (error instanceof ClientError) {
    console.error(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
