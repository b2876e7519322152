import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { created, readAll, streamServer } from '../node/long/support/stream-server.mjs';
import { until } from '../node/long/support/until.mjs';
import { openPage, staticServer } from '../support/browser.mjs';
import { faultServer } from '../support/fault-server.mjs';
import { answer, ok } from '../support/faults.mjs';
import { temporaryFolder } from '../support/sandbox.mjs';

const bounded = { timeout: 60_000 };
const MIB = 1 << 20;
// More than the buffers of both sockets can hold.
const LARGE = 64 * MIB;

const server = await faultServer();
const { page, errors } = await openPage(`${await staticServer()}/tests/browser/pages/long.html`);
const run = (...args) => page.evaluate((all) => window.run(...all), args);

/** A server that allows a page of another origin to upload. */
function uploadServer(serve) {
  return streamServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type, Synapse-Access-Token');
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else serve(request, response);
  });
}

/** The client's own part of a request: the browser adds headers, and the boundary is random. */
function essence({ method, target, headers, body }) {
  const type = headers['content-type'];
  const boundary = type.slice(type.indexOf('boundary=') + 'boundary='.length);
  const own = ['accept', 'content-length', 'synapse-access-token', 'cookie', 'transfer-encoding'].map((name) => headers[name]);
  return { method, target, own, type: type.replace(boundary, 'B'), body: body.toString('latin1').replaceAll(boundary, 'B') };
}

const CONTEXTS = [
  { context: 'window', isSeen: true },
  { context: 'worker', isSeen: true },
  { context: 'service worker', isSeen: false },
];

for (const { context, isSeen } of CONTEXTS) {
  test(`${context}: the bytes are the same as from Node, with and without progress`, bounded, async () => {
    const size = 700_001;
    server.play(ok);
    const file = new Blob([Uint8Array.from({ length: size }, (_, i) => i % 251)]);
    const node = new BackendClient({ baseUrl: server.url, apiToken: 'token' });
    await node.createPluginRelease({ plugin: 1, version: '1.0', file, filename: 'a.zip' });
    for (const isQuiet of [true, false]) {
      const { result } = await run(context, 'upload', { baseUrl: server.url, size, isQuiet });
      assert.deepEqual(result, { id: 7 });
    }
    const [first, ...others] = server.requests.map(essence);
    assert.equal(others.length, 2);
    for (const other of others) assert.deepEqual(other, first);
  });

  test(`${context}: ${isSeen ? 'progress during the upload' : 'only the start and the end'}`, bounded, async () => {
    let goOn;
    const { url } = await uploadServer(async (request, response) => {
      await new Promise((resolve) => (goOn = resolve));
      await readAll(request);
      created(response);
    });
    const upload = run(context, 'upload', { baseUrl: url, size: LARGE });
    await until(() => goOn, 'the request has come');
    // The server has read nothing yet, so not everything can have been sent.
    if (isSeen) await until(async () => (await run(context, 'reported')).length > 1, 'progress is reported');
    const early = await run(context, 'reported');
    assert.ok(early.every(({ loaded, total }) => loaded < total));
    goOn();
    const { reported, result } = await upload;
    assert.deepEqual(result, { id: 7 });
    const { total } = reported[0];
    assert.ok(total > LARGE && reported.every((one) => one.total === total && one.attempt === 1));
    const loaded = reported.map((one) => one.loaded);
    assert.deepEqual([loaded[0], loaded.at(-1)], [0, total]);
    assert.ok(loaded.slice(1).every((now, i) => now > loaded[i]), String(loaded));
    if (!isSeen) assert.equal(reported.length, 2);
  });

  test(`${context}: an abort during the upload closes the connection`, bounded, async () => {
    let close;
    const closed = new Promise((resolve) => (close = resolve));
    const { url } = await uploadServer(async (request) => {
      let received = 0;
      request.once('close', () => close(request.complete));
      request.on('data', (chunk) => {
        received += chunk.length;
        if (received < LARGE / 2 || request.isPaused()) return;
        request.pause();
        run(context, 'abort').then(() => request.resume());
      });
    });
    const { reported, error } = await run(context, 'upload', { baseUrl: url, size: LARGE });
    assert.equal(error, 'changed my mind');
    assert.ok(reported.at(-1).loaded < reported.at(-1).total);
    assert.equal(await closed, false);
  });

  test(`${context}: an error answer rejects with its class`, bounded, async () => {
    const body = { version: ['This version exists.'] };
    server.play(answer(400, body));
    const { error } = await run(context, 'upload', { baseUrl: server.url, size: MIB });
    const reported = { name: 'ValidationError', code: 'validation', statusCode: 400, attempts: 1, mayHaveBeenApplied: false };
    assert.deepEqual(error, { ...reported, response: body, fieldErrors: body });

    server.play(answer(404, { detail: 'No plugin.' }));
    const { error: missing } = await run(context, 'upload', { baseUrl: server.url, size: MIB });
    assert.deepEqual([missing.name, missing.statusCode, missing.response], ['NotFoundError', 404, { detail: 'No plugin.' }]);
  });

  test(`${context}: a 429 is retried, and progress starts again`, bounded, async () => {
    server.play(answer(429), ok);
    const { reported, result } = await run(context, 'upload', { baseUrl: server.url, size: MIB });
    assert.deepEqual(result, { id: 7 });
    const [first, second] = server.requests;
    assert.ok(first.body.equals(second.body));
    const total = first.body.length;
    const again = reported.filter(({ attempt }) => attempt === 2);
    assert.deepEqual([reported[0], again[0], again.at(-1)], [
      { loaded: 0, total, attempt: 1 },
      { loaded: 0, total, attempt: 2 },
      { loaded: total, total, attempt: 2 },
    ]);
  });

  test(`${context}: a backend that does not allow the page's origin`, bounded, async () => {
    const { url } = await streamServer((request, response) => response.writeHead(403).end());
    const { error } = await run(context, 'upload', { baseUrl: url, size: MIB });
    // A browser does not give the reason, so it looks like any failed connection.
    assert.deepEqual([error.name, error.attempts, error.mayHaveBeenApplied], ['ClientResponseIncompleteError', 1, true]);
  });
}

test('a file of 256 MiB chosen in the page: aborted during the upload, and sent again', bounded, async () => {
  const path = join(await temporaryFolder(), 'large.zip');
  await writeFile(path, 'PK');
  await truncate(path, 256 * MIB);
  const sizes = [];
  let isFirst = true;
  const { url } = await uploadServer(async (request, response) => {
    if (isFirst) {
      isFirst = false;
      const body = request[Symbol.asyncIterator]();
      for (let received = 0; received < 128 * MIB; ) received += (await body.next()).value.length;
      await run('window', 'abort');
      return;
    }
    sizes.push(await readAll(request), Number(request.headers['content-length']));
    created(response);
  });
  await page.setInputFiles('input', path);
  const first = await run('window', 'upload', { baseUrl: url, isChosen: true });
  assert.equal(first.error, 'changed my mind');
  const { reported, result } = await run('window', 'upload', { baseUrl: url, isChosen: true });
  assert.deepEqual(result, { id: 7 });
  const { loaded, total } = reported.at(-1);
  assert.deepEqual([loaded, ...sizes], [total, total, total]);
  assert.ok(total > 256 * MIB);
});

test('an answer is read as UTF-8, whatever charset its content type has', bounded, async () => {
  const release = { id: 7, changelog: '한글 é' };
  for (const charset of ['euc-kr', 'iso-8859-1', 'utf-16']) {
    server.play(answer(201, release, { 'Content-Type': `application/json; charset=${charset}` }));
    for (const isQuiet of [true, false]) {
      const { result } = await run('window', 'upload', { baseUrl: server.url, size: 9, isQuiet });
      assert.deepEqual(result, release, charset);
    }
  }
});

test('the browser reported only failed requests', () => {
  const unexpected = errors.filter((text) => !/^Failed to load resource|CORS policy/.test(text));
  assert.deepEqual(unexpected, []);
});
