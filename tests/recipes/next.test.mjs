import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { BackendClient, NotFoundError, ValidationError } from 'synapse-backend-client';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { mirror } from './support/mirror.mjs';
import { recipe } from './support/recipe.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const next = await recipe('next');
const built = await next.run('build', { env: { NEXT_TELEMETRY_DISABLED: '1' } });
assert.equal(built.code, 0, built.stdout + built.stderr);
const start = (baseUrl) => next.serve('start', {
  env: { NEXT_TELEMETRY_DISABLED: '1', SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: SANDBOX_TOKEN },
  args: ['--hostname', '127.0.0.1', '--port', '0'],
});
const { url } = await start(backend);
const proxied = new BackendClient({ baseUrl: `${url}/synapse`, apiToken: '', retry: false });

test('a server action runs a plugin, and its log is followed in the page', async () => {
  const { page, errors } = await openPage(url);
  const bodies = [];
  page.on('response', (response) => bodies.push(response.text().catch(() => '')));
  await page.getByLabel('Steps').fill('-1');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('form').getByRole('alert').waitFor();
  assert.match(await page.locator('form').getByRole('alert').textContent(), /^Ensure .* is /);
  assert.equal(await page.getByLabel('Steps').inputValue(), '-1');

  await page.getByLabel('Steps').fill('3');
  await page.getByRole('button', { name: 'Run' }).click();
  const log = page.getByLabel('Log of job 1');
  await log.getByText('Step 1 of 3').waitFor();
  await log.getByText('completed').waitFor();
  await page.reload();
  assert.ok(!(await Promise.all(bodies)).join('').includes(SANDBOX_TOKEN));
  assert.deepEqual(errors, []);
});

test('a job that is not there has no log', async () => {
  assert.equal((await fetch(`${url}/jobs/999/log`)).status, 404);
});

test('who leaves the log closes the connection to the backend', async () => {
  let left;
  const closed = new Promise((resolve) => (left = resolve));
  const silent = createServer((request, response) => {
    if (!request.url.startsWith('/async/')) {
      response.setHeader('Content-Type', 'application/json').end('{"id": 1, "status": "running"}');
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: log\ndata: {"message": "hello"}\n\n');
    response.once('close', left);
  }).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const other = await start(`http://127.0.0.1:${silent.address().port}`);
  const controller = new AbortController();
  const { body } = await fetch(`${other.url}/jobs/1/log`, { signal: controller.signal });
  const { value } = await body.getReader().read();
  assert.equal(Buffer.from(value).toString(), 'data: "hello"\n\n');
  controller.abort();
  await closed;
  silent.close();
});

test('the proxy serves a client: slashes, errors, uploads, the live log', async () => {
  const [plugins] = await proxied.listPlugins({ page_size: 1 });
  assert.equal(plugins[0].name, 'Image Processing');
  await assert.rejects(proxied.getPlugin(999), (error) => error instanceof NotFoundError && error.requestId !== null);
  await assert.rejects(proxied.createPlugin({ name: '' }), ValidationError);

  const file = zip({ 'plugin/data': crypto.getRandomValues(new Uint8Array(60_000)) });
  const release = await proxied.createPluginRelease({ plugin: 1, version: '1.0.0', file });
  assert.equal(release.file.size, file.length);

  const { job_id: jobId } = await proxied.runPlugin(1, { parameters: { steps: 2, delay: 0.05 } });
  const types = [];
  for await (const { type } of proxied.tailJobConsoleLogs(jobId)) types.push(type);
  assert.equal(types.at(-1), 'complete');
  assert.ok(types.includes('log'));
});

test('the proxy sends the length of a body, and nothing of the visitor', async () => {
  const { url: baseUrl, seen } = await mirror({ headers: { 'Content-Type': 'application/json', 'Set-Cookie': 'backend=1' } });
  const other = await start(baseUrl);
  const headers = { 'Content-Type': 'application/json', Cookie: 'session=visitor', Authorization: 'Bearer visitor' };
  const answer = await fetch(`${other.url}/synapse/plugins/`, { method: 'POST', headers, body: '{"name":"x"}' });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('Set-Cookie'), null);
  const [sent] = seen;
  assert.deepEqual([sent.url, sent.body, sent.headers['content-length']], ['/plugins/', '{"name":"x"}', '12']);
  assert.equal(sent.headers['synapse-access-token'], `Token ${SANDBOX_TOKEN}`);
  assert.equal(sent.headers.cookie, undefined);
  assert.equal(sent.headers.authorization, undefined);
});
