import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { recipe } from './support/recipe.mjs';
import { testViteProxy } from './support/vite-proxy.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const worker = await recipe('worker');
const built = await worker.run('build');
assert.equal(built.code, 0, built.stdout + built.stderr);
const relay = await startRelay(backend);
const env = { SYNAPSE_BASE_URL: relay.url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const server = await worker.serve('preview', { env, args: ['--host', '127.0.0.1', '--port', '0'] });
const { page } = await openPage(server.url);

const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)));

function archive(name, copies) {
  const bytes = zip({ 'plugin/data': Buffer.concat(Array(copies).fill(noise)) });
  return { name, mimeType: 'application/zip', buffer: Buffer.from(bytes) };
}

const choose = (file) => page.getByLabel('Package').setInputFiles(file);
const output = page.locator('output');

test('a worker uploads, and the page shows the progress', async () => {
  await choose(archive('1.0.0.zip', 20));
  await output.getByText('Released 1.0.0').waitFor();
  assert.equal(await page.locator('progress').evaluate(({ value }) => value), 1);
  assert.equal((await client.getPluginReleaseByLookup('image-processing@1.0.0')).file.name, '1.0.0.zip');
});

test('a refusal of the backend is shown', async () => {
  await choose({ name: '1.0.1.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await output.getByText('400 Bad Request: POST /synapse/plugin_releases/').waitFor();
});

test('a running upload can be cancelled', async () => {
  relay.isSilent = true;
  await choose(archive('1.0.2.zip', 500));
  await page.waitForFunction(() => globalThis.document.querySelector('progress').value > 0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await output.getByText('Cancelled.', { exact: true }).waitFor();
  assert.ok(await page.locator('progress').evaluate(({ value }) => value < 1));
  assert.equal(await page.getByLabel('Package').isEnabled(), true);
});

test('an upload that was cancelled when all of it was sent may have arrived', async () => {
  await choose(archive('1.0.3.zip', 1));
  await page.waitForFunction(() => globalThis.document.querySelector('progress').value === 1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await output.getByText('Cancelled. Look at the releases before you try again.').waitFor();
});

test('a worker that fails to load is reported, and the page stays usable', async () => {
  await page.route(/worker[^/]*\.js$/, (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await output.getByText('The worker did not load.').waitFor();
  assert.equal(await page.getByLabel('Package').isEnabled(), true);
});

testViteProxy(worker, server);

/** A proxy in front of a backend. While it is silent, it accepts connections and reads nothing. */
async function startRelay(target) {
  const relay = { isSilent: false };
  const listener = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {});
    if (relay.isSilent) return;
    const { hostname, port } = new URL(target);
    pipeline(socket, connect(port, hostname), socket, () => {});
    socket.resume();
  });
  listener.listen(0, '127.0.0.1').unref();
  await once(listener, 'listening');
  relay.url = `http://127.0.0.1:${listener.address().port}`;
  return relay;
}
