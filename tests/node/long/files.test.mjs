import assert from 'node:assert/strict';
import { rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { BackendClient, InvalidRequestError, fileFromPath } from 'synapse-backend-client';
import { faultServer } from '../../support/fault-server.mjs';
import { ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';
import { temporaryFolder } from '../../support/sandbox.mjs';
import { streamServer } from './support/stream-server.mjs';

const bounded = { timeout: 30_000 };
const folder = await temporaryFolder();
const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token' });

/** Creates a file of this size on disk. It is sparse, so it takes no space. */
async function fileOf(name, size) {
  const path = join(folder, name);
  await writeFile(path, 'PK');
  await truncate(path, size);
  return path;
}

test('a file has its name, its type and its bytes', async () => {
  const path = await fileOf('größe 1.zip', 1_000);
  for (const place of [path, pathToFileURL(path)]) {
    const file = await fileFromPath(place, { type: 'application/zip' });
    assert.ok(file instanceof File);
    assert.deepEqual([file.name, file.type, file.size], ['größe 1.zip', 'application/zip', 1_000]);
    assert.equal((await file.text()).slice(0, 2), 'PK');
  }
  assert.equal((await fileFromPath(path)).type, '');
  assert.equal((await fileFromPath(path, { name: 'other.zip' })).name, 'other.zip');
});

test('a file is uploaded under its name', bounded, async () => {
  const path = await fileOf('named.zip', 1_000);
  server.play(ok);
  await client.createPluginRelease({ plugin: 1, version: '1', file: await fileFromPath(path) });
  const body = server.requests[0].body.toString('latin1');
  assert.match(body, /name="file"; filename="named\.zip"\r\nContent-Type: application\/octet-stream\r\n\r\nPK\0{998}\r\n--/);
});

const REFUSED = {
  'a file that is not there': [join(folder, 'missing.zip'), new RegExp(`^path cannot be read \\(ENOENT\\): ${join(folder, 'missing.zip')}$`)],
  'a file that is not there, by its URL': [pathToFileURL(join(folder, 'no.zip')), new RegExp(`^path cannot be read \\(ENOENT\\): ${join(folder, 'no.zip')}$`)],
  'a folder': [folder, new RegExp(`^path is a folder: zip it first: ${folder}$`)],
  'a device': ['/dev/null', /^path is not a file: \/dev\/null$/],
  'no path at all': [undefined, /^path must be a string or a file: URL/],
  'a number': [7, /^path must be a string or a file: URL/],
  'a URL of another kind': [new URL('https://example.com/a.zip'), /^path must be a string or a file: URL/],
  'a path that no file can have': ['a\0b', /^path /],
};

for (const [what, [path, message]] of Object.entries(REFUSED)) {
  test(`${what} is refused`, async () => {
    const error = await rejected(fileFromPath(path));
    assert.ok(error instanceof InvalidRequestError, String(error));
    assert.deepEqual([error.code, error.field, error.attempts], ['invalid_request', 'path', 0]);
    assert.match(error.message, message);
  });
}

test('a file over 4 GiB is sent completely, or refused; never truncated', async () => {
  const size = 5 * 2 ** 30;
  const path = await fileOf('huge.zip', size);
  await fileFromPath(path).then(
    (file) => assert.equal(file.size, size),
    (error) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.match(error.message, /^path has 5368709120 bytes, more than this version of Node can send/);
    },
  );
});

const CHANGES = {
  'grew shorter': (path) => truncate(path, 10),
  'grew longer': (path) => truncate(path, 10_000),
  'was written again': (path) => utimes(path, 0, 0),
  vanished: (path) => rm(path),
};

for (const [how, change] of Object.entries(CHANGES)) {
  test(`a file that ${how} after it was chosen is refused, not sent with other content`, bounded, async () => {
    const path = await fileOf('changing.zip', 1_000);
    const file = await fileFromPath(path);
    await change(path);
    server.play(ok);
    const error = await rejected(client.createPluginRelease({ plugin: 1, version: '1', file }));
    assertChanged(error);
    assert.equal(server.requests.length, 0);
  });
}

test('a file that changes while it is sent ends the upload', bounded, async () => {
  const path = await fileOf('cut.zip', 64 << 20);
  const file = await fileFromPath(path);
  let close;
  const closed = new Promise((resolve) => (close = resolve));
  const { url } = await streamServer(async (request) => {
    request.once('close', () => close(request.complete));
    // The upload cannot end before this, because the sockets cannot hold it all.
    await truncate(path, 1_000);
    request.resume();
  });
  const other = client.withOptions({ baseUrl: url });
  assertChanged(await rejected(other.createPluginRelease({ plugin: 1, version: '1', file })));
  assert.equal(await closed, false);
});

function assertChanged(error) {
  assert.ok(error instanceof InvalidRequestError, String(error));
  assert.deepEqual([error.code, error.field, error.mayHaveBeenApplied], ['invalid_request', 'file', false]);
  assert.match(error.message, /file cannot be read any more: it was changed or removed/);
}
