import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, NotFoundError, ValidationError } from 'synapse-backend-client';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { serve } from '../support/listening.mjs';
import { mirror } from './support/backends.mjs';
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
const { url } = await start(`${backend}/`);
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

  await page.getByLabel('Steps').evaluate((input) => Object.assign(input, { type: 'text', value: 'many' }));
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('must be a finite number').waitFor();

  await page.getByLabel('Steps').evaluate((input) => Object.assign(input, { type: 'number' }));
  await page.getByLabel('Steps').fill('3');
  await page.getByRole('button', { name: 'Run' }).click();
  const log = page.getByLabel('Log of job 1');
  await log.getByText('Step 1 of 3').waitFor();
  await log.getByText('completed').waitFor();
  assert.equal(await page.getByText('The log broke off').count(), 0);
  await page.reload();
  assert.ok(!(await Promise.all(bodies)).join('').includes(SANDBOX_TOKEN));
  assert.deepEqual(errors, []);
});

test('a missing job has no log', async () => {
  assert.equal((await fetch(`${url}/jobs/999/log`)).status, 404);
});

test('a log that breaks off does not look complete, and a refused run is not reported as an outage', async () => {
  let isRefused = false;
  const breaking = await serve((request, response) => {
    response.setHeader('Content-Type', 'application/json');
    if (isRefused) return response.writeHead(401).end('{"detail": "Invalid token."}');
    if (!request.url.startsWith('/async/')) return response.end('{"id": 1, "job_id": 1, "status": "running"}');
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: log\ndata: {"message": "hello"}\n\n', () => response.destroy());
  });
  const other = await start(breaking);
  const { page } = await openPage(other.url);
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByLabel('Log of job 1').getByText('hello').waitFor();
  await page.getByText('The log broke off. The job may go on.').waitFor();

  isRefused = true;
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('It could not be started.').waitFor();
  assert.match(other.errors(), /401 Unauthorized: POST \/plugins\/1\/run\/: Invalid token\./);
});

test('leaving the log closes the connection to the backend', async () => {
  let left;
  const closed = new Promise((resolve) => (left = resolve));
  const silent = await serve((request, response) => {
    if (!request.url.startsWith('/async/')) {
      response.setHeader('Content-Type', 'application/json').end('{"id": 1, "status": "running"}');
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: log\ndata: {"message": "hello"}\n\n');
    response.once('close', left);
  });
  const other = await start(silent);
  const controller = new AbortController();
  const { body } = await fetch(`${other.url}/jobs/1/log`, { signal: controller.signal });
  const { value } = await body.getReader().read();
  assert.equal(Buffer.from(value).toString(), 'data: "hello"\n\n');
  controller.abort();
  await closed;
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

test('the proxy sends the length of a body, and no cookies or tokens of the visitor', async () => {
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

test('the proxy does not forward error pages or errors about its own token', async () => {
  const answer = {};
  const { url: baseUrl, seen } = await mirror(answer);
  const other = await start(baseUrl);
  const get = (path = '/plugins/1/') => fetch(`${other.url}/synapse${path}`, { redirect: 'manual' });
  for (const status of [302, 404, 500]) {
    Object.assign(answer, { status, headers: { 'Content-Type': 'text/html' }, body: '<h1>DEBUG: SECRET_KEY</h1>' });
    const failed = await get();
    assert.deepEqual([failed.status, await failed.text()], [status, '']);
  }
  Object.assign(answer, { status: 401, headers: { 'Content-Type': 'application/json' }, body: '{"detail": "Invalid token."}' });
  assert.equal((await get()).status, 403);
  seen.length = 0;
  for (const path of ['/..%2fadmin/', '/..%5cadmin/']) assert.equal((await get(path)).status, 403);
  assert.deepEqual(seen, []);

  const lost = await start('http://127.0.0.1:9');
  assert.equal((await fetch(`${lost.url}/synapse/plugins/1/`)).status, 502);
});
