import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { recipe } from './support/recipe.mjs';
import { testViteProxy } from './support/vite-proxy.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const react = await recipe('react');
const built = await react.run('build');
assert.equal(built.code, 0, built.stdout + built.stderr);
const env = { SYNAPSE_BASE_URL: backend, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const server = await react.serve('preview', { env, args: ['--host', '127.0.0.1', '--port', '0'] });
const { page, errors } = await openPage(server.url);

const archive = (bytes) => ({ name: 'plugin.zip', mimeType: 'application/zip', buffer: Buffer.from(zip({ 'plugin/data': bytes })) });

test('the list refreshes by its button, and by itself while a job is running', async () => {
  await page.getByRole('heading', { name: 'Jobs (0)' }).waitFor();
  await client.runPlugin(1, { parameters: { steps: 5, delay: 0.3 } });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('heading', { name: 'Jobs (1)' }).waitFor();
  await page.getByText('1: succeeded (100 %)').waitFor();
});

test("a form shows the backend's errors at its fields, and keeps the input", async () => {
  await page.getByLabel('Code').fill('image-processing');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('This field may not be blank.').waitFor();
  assert.equal(await page.getByLabel('Name').getAttribute('aria-invalid'), 'true');
  await page.getByText('plugin with this code already exists.').waitFor();
  assert.equal(await page.getByLabel('Code').inputValue(), 'image-processing');

  await page.getByLabel('Name').fill('Denoise');
  await page.getByLabel('Code').fill('denoise');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Created denoise').waitFor();
  assert.equal((await client.getPlugin('denoise')).name, 'Denoise');
});

test('a double click creates and uploads once', async () => {
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
  await page.getByLabel('Name').fill('Segment');
  await page.getByLabel('Code').fill('');
  await page.getByRole('button', { name: 'Create' }).dblclick();
  await page.getByText('Created segment', { exact: true }).waitFor();
  await page.getByLabel('Version').fill('0.9.0');
  await page.getByLabel('Package').setInputFiles(archive(new Uint8Array(100)));
  await page.getByRole('button', { name: 'Upload' }).dblclick();
  await page.getByText('Released 0.9.0').waitFor();
  assert.deepEqual(sent, ['/synapse/plugins/', '/synapse/plugin_releases/']);
});

test('an upload shows its progress, and can be cancelled', async () => {
  const network = await page.context().newCDPSession(page);
  const throttle = (uploadThroughput) =>
    network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await throttle(100_000);
  await page.getByLabel('Version').fill('1.0.0');
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  await page.getByLabel('Package').setInputFiles(archive(Buffer.concat(Array(50).fill(noise))));
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.waitForFunction(() => globalThis.document.querySelector('progress')?.value > 0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled').waitFor();
  assert.equal((await client.listPluginReleases(1)).length, 1);

  await throttle(-1);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released 1.0.0').waitFor();
  assert.equal((await client.listPluginReleases(1)).length, 2);
});

test("a failure is shown after only the client's retries", async () => {
  let calls = 0;
  await page.route('**/synapse/jobs/**', (route) => {
    calls += 1;
    return route.fulfill({ status: 503, headers: { 'Retry-After': '0' }, json: { detail: 'Busy.' } });
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('503 Service Unavailable: GET /synapse/jobs/: Busy.').waitFor();
  assert.equal(calls, 4);
});

test('the page contains no token', async () => {
  assert.ok(!(await page.content()).includes(SANDBOX_TOKEN));
  const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  for (const script of scripts.filter((name) => name.endsWith('.js'))) {
    assert.ok(!(await (await fetch(script)).text()).includes(SANDBOX_TOKEN));
  }
  // The refusals of the backend above, in the browser's words.
  assert.deepEqual(errors.filter((error) => !/status of (400|503)/.test(error)), []);
});

testViteProxy(react, server);
