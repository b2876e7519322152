import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../support/sandbox.mjs';
import { serve } from '../support/listening.mjs';
import { mirror } from './support/backends.mjs';
import { recipe } from './support/recipe.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const express = await recipe('express');
const TMPDIR = await temporaryFolder();
// Without NODE_ENV=production, because nothing must leak before it is set.
const start = (baseUrl, token = SANDBOX_TOKEN) =>
  express.serve('start', { env: { SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: token, PORT: '0', TMPDIR, NODE_ENV: '' } });
const { url } = await start(backend);

function upload(to, version, file, { signal, fields = {} } = {}) {
  const form = new FormData();
  if (version) form.set('version', version);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', new File([file], '플러그인.zip', { type: 'application/zip' }));
  return fetch(`${to}/plugins/image-processing/releases`, { method: 'POST', body: form, signal });
}

const archive = zip({ 'plugin/data': crypto.getRandomValues(new Uint8Array(60_000)) });
const uploads = async () => (await readdir(TMPDIR)).filter((name) => /^[0-9a-f]{32}$/.test(name));

test('it compiles as strict TypeScript', async () => {
  const { code, stdout } = await express.run('types');
  assert.equal(code, 0, stdout);
});

test('an uploaded file becomes a release, and no file stays on disk', async () => {
  const answer = await upload(url, '1.0.0', archive);
  assert.equal(answer.status, 201);
  assert.deepEqual(await answer.json(), { id: 1, version: '1.0.0' });
  const release = await client.getPluginReleaseByLookup('image-processing@1.0.0');
  assert.equal(release.file.name, '플러그인.zip');
  assert.equal(release.file.size, archive.length);
  assert.deepEqual(await uploads(), []);
});

test('field errors are returned with their fields', async () => {
  const without = await upload(url, '1.0.1', null);
  assert.deepEqual([without.status, await without.json()], [400, { fieldErrors: { file: ['A file is required.'] } }]);
  const refused = await upload(url, '1.0.1', Buffer.from('no zip'));
  assert.equal(refused.status, 400);
  const { code, fieldErrors, requestId } = await refused.json();
  assert.equal(code, 'validation');
  assert.match(fieldErrors.file[0], /^Upload a valid zip archive/);
  assert.ok(requestId);
  const unversioned = await upload(url, '', archive);
  assert.deepEqual([unversioned.status, Object.keys((await unversioned.json()).fieldErrors)], [400, ['version']]);
  assert.deepEqual(await uploads(), []);
});

test('an unexpected form is refused, without details of the server', async () => {
  const nested = await upload(url, '', archive, { fields: { 'version[a]': '1.0.1' } });
  assert.deepEqual([nested.status, Object.keys((await nested.json()).fieldErrors)], [400, ['version[a]']]);
  const many = await upload(url, '1.0.1', archive, { fields: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`field${index}`, ''])) });
  assert.equal(many.status, 400);
  const cut = await fetch(`${url}/plugins/1/releases`, {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nabc',
  });
  assert.deepEqual([cut.status, await cut.json()], [500, { code: 'internal' }]);
  const escape = await fetch(`${url}/jobs/%`);
  assert.deepEqual([escape.status, await escape.json()], [400, { code: 'internal' }]);
  assert.equal((await client.listPluginReleases(1)).length, 1);
  assert.deepEqual(await uploads(), []);
});

test('when the visitor leaves, the upload to the backend ends, and no file stays on disk', async () => {
  const reached = new EventEmitter();
  const other = await start(await serve((request) => reached.emit('upload', request.resume().socket)));
  const controller = new AbortController();
  const left = upload(other.url, '1.0.2', archive, { signal: controller.signal });
  const [socket] = await once(reached, 'upload');
  // Not `once` of node:events, which rejects if an error precedes the close: a body that broke off is one.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  assert.equal((await uploads()).length, 1);
  controller.abort();
  await assert.rejects(left, { name: 'AbortError' });
  await closed;
  while ((await uploads()).length > 0) await new Promise((resolve) => setImmediate(resolve));
});

test('a job is returned without its parameters and result', async () => {
  await client.runPlugin(1, { parameters: { steps: 1, delay: 0, secret: 'x' } });
  await client.waitForJob(1, { interval: 10 });
  assert.deepEqual(await (await fetch(`${url}/jobs/1`)).json(), { id: 1, status: 'completed', progress: 100 });
  assert.equal((await fetch(`${url}/jobs/999`)).status, 404);
});

test('a failure between server and backend does not ask the visitor to log in, and is only in the log', async () => {
  const other = await start(backend, 'wrong');
  const answer = await fetch(`${other.url}/jobs/1`);
  const text = await answer.text();
  assert.equal(answer.status, 500);
  assert.doesNotMatch(text, /Invalid token|127\.0\.0\.1|wrong|\.ts:/);
  assert.match(other.errors(), /401 Unauthorized: GET \/jobs\/1\/: Invalid token\./);

  const busy = await start((await mirror({ status: 429, headers: { 'Retry-After': '90' }, body: '' })).url);
  const later = await fetch(`${busy.url}/jobs/1`);
  assert.deepEqual([later.status, later.headers.get('Retry-After')], [429, '90']);
  const fraction = await start((await mirror({ status: 429, headers: { 'Retry-After': '89.5' }, body: '' })).url);
  assert.equal((await fetch(`${fraction.url}/jobs/1`)).headers.get('Retry-After'), '90');

  const large = await start((await mirror({ status: 413, body: '' })).url);
  assert.equal((await upload(large.url, '1.0.3', archive)).status, 413);

  const lost = await start('http://127.0.0.1:9');
  assert.equal((await upload(lost.url, '1.0.0', archive)).status, 502);
});
