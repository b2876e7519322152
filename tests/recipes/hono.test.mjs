import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthorizationError, BackendClient, NotFoundError, ServerError, ValidationError } from 'synapse-backend-client';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { mirror } from './support/mirror.mjs';
import { recipe } from './support/recipe.mjs';

const { url: backend, client } = await sandbox();
const { id: plugin } = await client.createPlugin({ name: 'Image Processing' });
const hono = await recipe('hono');
const start = (baseUrl) => hono.serve('start', { env: { SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: SANDBOX_TOKEN, PORT: '0' } });
const { url } = await start(backend);
const proxied = new BackendClient({ baseUrl: `${url}/synapse`, apiToken: '', retry: false });

test('it compiles as strict TypeScript', async () => {
  const { code, stdout } = await hono.run('types');
  assert.equal(code, 0, stdout);
});

test('the proxy serves a client: a run, its log, an upload, the errors', async () => {
  const { job_id: jobId } = await proxied.runPlugin(plugin, { parameters: { steps: 2, delay: 0.05 } });
  const types = [];
  for await (const { type } of proxied.tailJobConsoleLogs(jobId)) types.push(type);
  assert.equal(types.at(-1), 'complete');

  const file = zip({ 'plugin/data': crypto.getRandomValues(new Uint8Array(60_000)) });
  const release = await proxied.createPluginRelease({ plugin, version: '1.0.0', file });
  assert.equal(release.file.size, file.length);
  assert.equal((await proxied.getPluginReleaseByLookup('image-processing@1.0.0')).id, release.id);

  await assert.rejects(proxied.getJob(999), NotFoundError);
  await assert.rejects(proxied.runPlugin(plugin, { parameters: { steps: -1 } }), ValidationError);
});

test('a page on it lists jobs without a token', async () => {
  const { page, errors } = await openPage(url);
  await page.getByText('1: completed').waitFor();
  assert.deepEqual(errors, []);
});

test('what is not named is not allowed', async () => {
  for (const refused of [() => proxied.listAgents(), () => proxied.getStorage(1), () => proxied.updatePlugin(plugin, { name: 'Mine' })]) {
    await assert.rejects(refused(), AuthorizationError);
  }
  for (const path of ['/synapse/plugins/../agents/', '/synapse/plugins/%2e%2e/agents/', '/synapse/plugins/..%2fagents/']) {
    assert.equal((await fetch(url + path)).status, 403, path);
  }
});

test('nothing of the visitor reaches the backend, and nothing inner the visitor', async () => {
  const answer = { headers: { 'Content-Type': 'application/json', 'Set-Cookie': 'backend=1' } };
  const { url: baseUrl, seen } = await mirror(answer);
  const other = await start(baseUrl);
  const call = () => fetch(`${other.url}/synapse/plugins/1/`, { headers: { Cookie: 'session=visitor', Authorization: 'Bearer visitor' } });

  const good = await call();
  assert.equal(good.status, 200);
  assert.equal(good.headers.get('Set-Cookie'), null);
  const [{ headers }] = seen;
  assert.equal(headers['synapse-access-token'], `Token ${SANDBOX_TOKEN}`);
  assert.equal(headers.cookie, undefined);
  assert.equal(headers.authorization, undefined);

  Object.assign(answer, { status: 302, headers: { Location: 'http://inner.example/login' } });
  assert.equal((await call()).headers.get('Location'), null);
  Object.assign(answer, { status: 401, body: '{"detail": "Invalid token."}' });
  assert.equal((await call()).status, 403);
  Object.assign(answer, { status: 500, headers: { 'Content-Type': 'text/html' }, body: '<h1>DEBUG: SECRET_KEY</h1>' });
  const failed = await call();
  assert.equal(failed.status, 500);
  assert.equal(await failed.text(), '');
});

test('a body goes with its length', async () => {
  const { url: baseUrl, seen } = await mirror({});
  const other = await start(baseUrl);
  const file = new Uint8Array(1000);
  await new BackendClient({ baseUrl: `${other.url}/synapse`, apiToken: '' }).createPluginRelease({ plugin, version: '1.0.0', file });
  assert.equal(Number(seen[0].headers['content-length']), Buffer.byteLength(seen[0].body));
});

test('a backend that is down is a ServerError', async () => {
  const other = await start('http://127.0.0.1:9');
  const lost = new BackendClient({ baseUrl: `${other.url}/synapse`, apiToken: '', retry: false });
  await assert.rejects(lost.getPlugin(1), (error) => error instanceof ServerError && error.statusCode === 502);
});
