import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthorizationError, BackendClient, NotFoundError, ServerError, ValidationError } from 'synapse-backend-client';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { mirror } from './support/backends.mjs';
import { recipe } from './support/recipe.mjs';

const { url: backend, client } = await sandbox();
const { id: plugin } = await client.createPlugin({ name: 'Image Processing' });
const hono = await recipe('hono');
const start = (baseUrl) => hono.serve('start', { env: { SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: SANDBOX_TOKEN, PORT: '0' } });
const { url } = await start(`${backend}/`);
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

test('calls that are not listed are not allowed', async () => {
  for (const refused of [() => proxied.listAgents(), () => proxied.getStorage(1), () => proxied.updatePlugin(plugin, { name: 'Mine' })]) {
    await assert.rejects(refused(), AuthorizationError);
  }
  for (const path of ['../agents/', '%2e%2e/agents/', '..%2fagents/', '1/secrets/']) {
    assert.equal((await fetch(`${url}/synapse/plugins/${path}`)).status, 403, path);
  }
});

test('codes may be Korean, and versions may have a plus', async () => {
  const { code } = await client.createPlugin({ name: '노이즈 제거', code: '노이즈-제거' });
  await client.createPluginRelease({ plugin: code, version: '1.0.0+cu118', file: zip({ 'plugin/main.py': '' }) });
  assert.equal((await proxied.getPlugin(code)).code, code);
  assert.equal((await proxied.getPluginReleaseByLookup(`${code}@1.0.0+cu118`)).version, '1.0.0+cu118');
  assert.ok((await proxied.runPlugin(code, { parameters: { steps: 1 } })).job_id);
});

test('a missing setting is reported', async () => {
  const { code, stderr } = await hono.run('start', { env: { SYNAPSE_BASE_URL: backend, SYNAPSE_API_TOKEN: '' } });
  assert.equal(code, 1);
  assert.match(stderr, /Error: Set SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN/);
});

test('cookies and tokens of the visitor do not reach the backend, and internals of the backend do not reach the visitor', async () => {
  const inner = { 'Set-Cookie': 'backend=1', Server: 'inner/1.0', 'Content-Location': 'http://inner.example/', 'X-Powered-By': 'inner' };
  const answer = { headers: { 'Content-Type': 'application/json', 'X-Request-ID': 'r1', ...inner } };
  const { url: baseUrl, seen } = await mirror(answer);
  const other = await start(baseUrl);
  const call = () => fetch(`${other.url}/synapse/plugins/1/`, { headers: { Cookie: 'session=visitor', Authorization: 'Bearer visitor' } });

  const good = await call();
  assert.equal(good.status, 200);
  assert.equal(good.headers.get('X-Request-ID'), 'r1');
  for (const name of Object.keys(inner)) assert.equal(good.headers.get(name), null, name);
  const [{ headers }] = seen;
  assert.equal(headers['synapse-access-token'], `Token ${SANDBOX_TOKEN}`);
  assert.equal(headers.cookie, undefined);
  assert.equal(headers.authorization, undefined);

  Object.assign(answer, { status: 302, headers: { Location: 'http://inner.example/login' } });
  assert.equal((await call()).headers.get('Location'), null);
  Object.assign(answer, { status: 401, body: '{"detail": "Invalid token."}' });
  assert.equal((await call()).status, 403);
  for (const status of [302, 404, 500]) {
    Object.assign(answer, { status, headers: { 'Content-Type': 'text/html' }, body: '<h1>DEBUG: SECRET_KEY</h1>' });
    const failed = await fetch(`${other.url}/synapse/plugins/1/`, { redirect: 'manual' });
    assert.equal(failed.status, status);
    assert.equal(await failed.text(), '');
  }
});

test('a body is forwarded with its length', async () => {
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
