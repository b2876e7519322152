import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { BackendClient, ValidationError } from 'synapse-backend-client';
import { zip } from '../../examples/lib/zip.mjs';
import { pluginData, releaseData } from '../support/document.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';
import { json, server } from '../support/server.mjs';

const { client } = await sandbox();
const plugin = await client.createPlugin(pluginData);
const bytes = new Uint8Array(zip({ 'main.py': 'print("hello")\n' }));
const sha256 = createHash('sha256').update(bytes).digest('hex');

const padded = new Uint8Array(bytes.length + 20);
padded.set(bytes, 10);

const files = [
  { kind: 'File', file: new File([bytes], 'plugin_v2.zip'), name: 'plugin_v2.zip' },
  { kind: 'File, whose own name goes before `filename`', file: new File([bytes], 'own.zip'), filename: 'other.zip', name: 'own.zip' },
  { kind: 'Blob', file: new Blob([bytes]), name: 'file' },
  { kind: 'Blob whose name is no text', file: Object.assign(new Blob([bytes]), { name: 5 }), name: 'file' },
  { kind: 'Blob with a `filename`', file: new Blob([bytes]), filename: 'named.zip', name: 'named.zip' },
  { kind: 'Blob with an empty `filename`', file: new Blob([bytes]), filename: '', name: 'file' },
  { kind: 'Uint8Array', file: bytes, name: 'file' },
  { kind: 'Uint8Array that shows a part of its buffer', file: padded.subarray(10, -10), name: 'file' },
  { kind: 'Buffer', file: Buffer.from(bytes), filename: 'буфер 1.zip', name: 'буфер 1.zip' },
  { kind: 'ArrayBuffer', file: bytes.buffer, filename: 'buffer.zip', name: 'buffer.zip' },
];

for (const [i, { kind, file, filename, name }] of files.entries()) {
  test(`createPluginRelease uploads a ${kind}`, async () => {
    const version = `2.0.${i}`;
    const release = await client.createPluginRelease({ ...releaseData, plugin: plugin.id, version, file, filename });
    assert.deepEqual(release.file, { name, size: bytes.length, sha256 });
    assert.deepEqual(await client.getPluginRelease(release.id), release);
    assert.deepEqual({ ...release, ...releaseData, plugin: plugin.id, version }, release);
  });
}

test('createPluginRelease with `file: null` releases without a package', async () => {
  const release = await client.createPluginRelease({ ...releaseData, plugin: plugin.id, version: '2.1.0', file: null });
  assert.equal(release.file, null);
  assert.equal(release.is_stable, true);
});

test('createPluginRelease sends lists, objects and flags beside a file', async () => {
  const fields = { config: { threshold: 0.5, nested: { a: [1] } }, requirements: ['numpy', 'pillow>=10'], debug: false };
  const release = await client.createPluginRelease({ plugin: plugin.id, version: '3.0.0', ...fields, file: bytes });
  assert.deepEqual({ ...release, ...fields }, release);
});

test("the fields are sent before the file, in the caller's order", async () => {
  const backend = await server((request, response) => json(response, { id: 1 }, 201));
  const recorded = new BackendClient({ baseUrl: backend.url });
  const file = new File(['bytes'], 'a"b\r\n.zip', { type: 'application/zip' });
  const more = { config: { a: 1 }, matrix: [[1, 2], [3]], requirements: ['x', 'y'], changelog: null, at: new Date(0), is_stable: true };
  const data = { file, version: '1', plugin: 7, ...more };
  await recorded.createPluginRelease(data);

  const [{ headers, body }] = backend.requests;
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'])[1];
  const part = (name, text) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  assert.equal(
    body,
    `${part('version', '1')}${part('plugin', '7')}${part('config', '{"a":1}')}${part('matrix', '[1,2]')}${part('matrix', '[3]')}` +
      `${part('requirements', 'x')}${part('requirements', 'y')}` +
      `${part('at', '1970-01-01T00:00:00.000Z')}${part('is_stable', 'true')}--${boundary}\r\n` +
      'Content-Disposition: form-data; name="file"; filename="a%22b%0D%0A.zip"\r\nContent-Type: application/zip\r\n\r\n' +
      `bytes\r\n--${boundary}--\r\n`,
  );
  assert.equal(Number(headers['content-length']), Buffer.byteLength(body));
  assert.equal(headers['transfer-encoding'], undefined);
});

test('getPluginRelease embeds the plugin with `expand`', async () => {
  const { id } = await client.createPluginRelease({ plugin: plugin.id, version: '4.0.0', file: null });
  assert.equal((await client.getPluginRelease(id)).plugin, plugin.id);
  assert.deepEqual((await client.getPluginRelease(id, { expand: 'plugin' })).plugin, plugin);
});

test('a version is released once', async () => {
  const data = { plugin: plugin.id, version: '5.0.0', file: bytes };
  await client.createPluginRelease(data);
  const error = await rejected(client.createPluginRelease(data));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(error.fieldErrors, { '': ['The fields plugin, version must make a unique set.'] });
  assert.match(error.message, /^400 Bad Request: POST \/plugin_releases\/: The fields plugin, version must make a unique set\.$/);
  assert.equal(error.mayHaveBeenApplied, false);
});

test('the backend refuses a package that is not a zip archive', async () => {
  const error = await rejected(client.createPluginRelease({ plugin: plugin.id, version: '6.0.0', file: bytes.subarray(0, -9) }));
  assert.match(error.fieldErrors.file[0], /^Upload a valid zip archive\./);
});

test('listPluginReleases returns all pages, or one if it is requested; iteratePluginReleases returns all', async () => {
  const { client: own } = await sandbox('--page-size', '2');
  const { id } = await own.createPlugin({ name: 'Many releases' });
  const other = await own.createPlugin({ name: 'Another' });
  await own.createPluginRelease({ plugin: other.id, version: '9.0.0', file: null });
  const made = [];
  for (const version of ['1', '2', '3', '4', '5']) made.push(await own.createPluginRelease({ plugin: id, version, file: null }));
  assert.deepEqual(await own.listPluginReleases(id), made);
  assert.deepEqual(await own.listPluginReleases(id, { ordering: '-created' }), made.toReversed());
  assert.deepEqual(await own.listPluginReleases(id, { ordering: '-created', page_size: 1 }), made.slice(4));
  assert.deepEqual(await own.listPluginReleases(id, { page: 2 }), made.slice(2, 4));
  for (const params of [null, { page_size: 2 }]) {
    const seen = [];
    for await (const release of own.iteratePluginReleases(id, params)) seen.push(release);
    assert.deepEqual(seen, made);
  }
});
