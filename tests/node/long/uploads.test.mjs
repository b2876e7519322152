import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError, ServerError } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer, refusingUrl } from '../../support/fault-server.mjs';
import { answer, ok, redirect } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';
import { created, readAll, streamServer } from './support/stream-server.mjs';
import { until, untilQuiet } from './support/until.mjs';

const bounded = { timeout: 30_000 };
const MIB = 1 << 20;
// More than the buffers of both sockets can hold.
const LARGE = 64 * MIB;

const server = await faultServer();
const release = { plugin: 1, version: '1.0', is_stable: true, filename: 'a.zip' };
const client = (url, options) => new BackendClient({ baseUrl: url, apiToken: 'token', retry: { baseDelay: 1, maxDelay: 1 }, ...options });

/** Uploads, and returns the progress events. */
async function upload(to, file, options) {
  const reported = [];
  const onUploadProgress = ({ loaded, total, attempt }) => reported.push({ loaded, total, attempt });
  const result = await to.createPluginRelease({ ...release, file }, { onUploadProgress, ...options });
  assert.deepEqual(result, { id: 7 });
  return reported;
}

// Not a multiple of the slice size, whatever power of two that is.
const bytes = randomBytes(3 * MIB + 12_345);
const KINDS = {
  Blob: { file: new Blob([bytes]) },
  File: { file: new File([bytes], 'a.zip') },
  Uint8Array: { file: new Uint8Array(bytes) },
  ArrayBuffer: { file: new Uint8Array(bytes).buffer },
  'Blob, by an injected fetch': { file: new Blob([bytes]), options: { fetch: (...args) => fetch(...args) } },
};

for (const [kind, { file, options }] of Object.entries(KINDS)) {
  test(`${kind}: the fields, then the file, with a Content-Length`, bounded, async () => {
    server.play(ok);
    await upload(client(server.url, options), file);
    const [{ headers, body }] = server.requests;
    const [, boundary] = /^multipart\/form-data; boundary=(\S+)$/.exec(headers['content-type']);
    const field = (name, value) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const head =
      `${field('plugin', '1')}${field('version', '1.0')}${field('is_stable', 'true')}--${boundary}\r\n` +
      'Content-Disposition: form-data; name="file"; filename="a.zip"\r\nContent-Type: application/octet-stream\r\n\r\n';
    assert.ok(body.equals(Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])));
    assert.equal(headers['content-length'], String(body.length));
    assert.equal(headers['transfer-encoding'], undefined);
  });
}

for (const size of [0, 1, MIB, LARGE]) {
  test(`${size} bytes: progress from 0 to the whole body, in small steps`, bounded, async () => {
    let length;
    const { url } = await streamServer(async (request, response) => {
      length = await readAll(request);
      created(response);
    });
    const reported = await upload(client(url), new Blob([new Uint8Array(size)]));
    assert.deepEqual(reported[0], { loaded: 0, total: length, attempt: 1 });
    assert.deepEqual(reported.at(-1), { loaded: length, total: length, attempt: 1 });
    const largest = Math.max(length / 100, 256 << 10);
    for (const [i, { loaded }] of reported.slice(1).entries()) {
      const step = loaded - reported[i].loaded;
      assert.ok(step > 0 && step <= largest, `a step of ${step}`);
    }
  });
}

test('progress does not run ahead of a server that reads slowly', bounded, async () => {
  let received = 0;
  const { url } = await streamServer(async (request, response) => {
    for await (const chunk of request) received += chunk.length;
    created(response);
  });
  const ahead = [];
  const onUploadProgress = ({ loaded }) => ahead.push(loaded - received);
  await upload(client(url), new Blob([new Uint8Array(LARGE)]), { onUploadProgress });
  // The sockets hold a part of the bytes that the server has not received.
  assert.ok(Math.max(...ahead) < 32 * MIB, `${Math.max(...ahead)} bytes ahead`);
});

test('an injected fetch: the start and the end', bounded, async () => {
  server.play(ok);
  const reported = await upload(client(server.url, { fetch: (...args) => fetch(...args) }), new Blob([bytes]));
  const total = server.requests[0].body.length;
  assert.deepEqual(reported, [{ loaded: 0, total, attempt: 1 }, { loaded: total, total, attempt: 1 }]);
});

test("another fetch in place of Node's, perhaps without streams: the whole body, the start and the end", bounded, async (t) => {
  let sent;
  t.mock.method(globalThis, 'fetch', async (url, init) => {
    // Like node-fetch and whatwg-fetch.
    sent = init.body instanceof Blob ? await init.body.text() : String(init.body);
    return Response.json({ id: 7 }, { status: 201 });
  });
  const reported = await upload(client('http://127.0.0.1'), new Blob(['the bytes']));
  assert.match(sent, /^------synapse-\w+\r\n[^]+\r\n\r\nthe bytes\r\n------synapse-\w+--\r\n$/);
  const total = sent.length;
  assert.deepEqual(reported, [{ loaded: 0, total, attempt: 1 }, { loaded: total, total, attempt: 1 }]);
});

test('a 429: everything is sent again, and progress starts again at 0', bounded, async () => {
  server.play(answer(429), ok);
  const reported = await upload(client(server.url), new Blob([bytes]));
  const [first, second] = server.requests;
  assert.ok(first.bytes.equals(second.bytes));
  const total = first.body.length;
  for (const attempt of [1, 2]) {
    const own = reported.filter((one) => one.attempt === attempt);
    assert.deepEqual([own[0], own.at(-1)], [{ loaded: 0, total, attempt }, { loaded: total, total, attempt }]);
  }
});

test('a refused connection: sent completely as soon as a server listens', bounded, async (t) => {
  const url = await refusingUrl();
  const lengths = [];
  const late = createServer(async (request, response) => {
    lengths.push([await readAll(request), Number(request.headers['content-length'])]);
    created(response);
  });
  t.after(() => late.close().closeAllConnections());
  const listen = () => late.listening || late.listen(Number(new URL(url).port), '127.0.0.1');
  const patient = { limit: 50, baseDelay: 20, maxDelay: 20 };
  const reported = await upload(client(url, { retry: patient, hooks: { onRetry: listen } }), new Blob([bytes]));
  const { loaded, total, attempt } = reported.at(-1);
  assert.deepEqual([lengths, loaded], [[[total, total]], total]);
  assert.ok(attempt > 1);
});

test('a 502 is not retried', bounded, async () => {
  server.play(answer(502));
  const error = await rejected(upload(client(server.url), new Blob([bytes])));
  assert.ok(error instanceof ServerError);
  assert.deepEqual([server.requests.length, error.attempts, error.mayHaveBeenApplied], [1, 1, true]);
});

test('a redirect is not followed', bounded, async () => {
  server.play(redirect(307, `${server.url}/elsewhere/`), ok);
  const error = await rejected(upload(client(server.url), new Blob([bytes])));
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(server.requests.length, 1);
});

test('a server that stops reading: the timeout ends the upload early', bounded, async (t) => {
  const clock = fakeClock(t);
  let request;
  const { url } = await streamServer((unread) => (request = unread));
  const reported = [];
  const onUploadProgress = (progress) => reported.push(progress);
  const failed = rejected(upload(client(url), new Blob([new Uint8Array(LARGE)]), { timeout: HELD, onUploadProgress }));
  await until(() => request, 'the request has come');
  await untilQuiet(() => reported.length);
  clock.expire();
  const error = await failed;
  assert.deepEqual([error.name, error.attempts, error.mayHaveBeenApplied], ['ClientTimeoutError', 1, true]);
  const { loaded, total } = reported.at(-1);
  assert.ok(loaded > 0 && loaded < total, `${loaded} of ${total}`);
  // The server sees the end when it continues to read.
  const closed = new Promise((resolve) => request.once('close', resolve));
  request.resume();
  await closed;
  assert.equal(request.complete, false);
});

test('a slow upload does not time out, however long it takes', bounded, async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const state = { loaded: 0, total: Infinity };
  let moved;
  let ticks = 0;
  const { url } = await streamServer(async (request, response) => {
    let received = 0;
    let atLastTick = 0;
    for await (const chunk of request) {
      received += chunk.length;
      if (received < 4 * MIB || state.loaded === state.total) continue;
      received = 0;
      // Bytes are sent, and then less time than the timeout passes.
      while (state.loaded === atLastTick) await new Promise((resolve) => (moved = resolve));
      atLastTick = state.loaded;
      t.mock.timers.tick(900);
      ticks += 1;
    }
    created(response);
  });
  const onUploadProgress = (progress) => {
    Object.assign(state, progress);
    moved?.();
  };
  await upload(client(url), new Blob([new Uint8Array(LARGE)]), { timeout: 1_000, onUploadProgress });
  assert.ok(ticks > 5, `${ticks} times`);
});

test('an abort during the upload: the connection is closed, and the call rejects with the reason', bounded, async () => {
  const reason = new Error('changed my mind');
  const controller = new AbortController();
  let close;
  const closed = new Promise((resolve) => (close = resolve));
  const { url } = await streamServer((request) => {
    let received = 0;
    request.once('close', () => close({ received, isWhole: request.complete }));
    request.on('data', (chunk) => (received += chunk.length) > LARGE / 2 && controller.abort(reason));
  });
  const reported = [];
  const onUploadProgress = ({ loaded }) => reported.push(loaded);
  const { signal } = controller;
  assert.equal(await rejected(upload(client(url), new Blob([new Uint8Array(LARGE)]), { signal, onUploadProgress })), reason);
  const count = reported.length;
  const { received, isWhole } = await closed;
  assert.ok(!isWhole && received < LARGE);
  // And the rest of the file is not read.
  await untilQuiet(() => reported.length);
  assert.equal(reported.length, count);
});

test('an ended attempt reports no more progress, even if its fetch ignores the signal', bounded, async (t) => {
  const clock = fakeClock(t);
  const requested = [];
  const deaf = () => new Promise((resolve) => requested.push(resolve));
  const reported = upload(client(server.url, { fetch: deaf }), new Blob([bytes]), { timeout: HELD, retry: { unsafe: true } });
  await until(() => requested.length === 1);
  clock.expire();
  await until(() => requested.length === 2);
  requested[0](Response.json({ id: 6 }));
  await untilQuiet(() => requested.length);
  requested[1](Response.json({ id: 7 }));
  assert.deepEqual(
    (await reported).map(({ loaded, total, attempt }) => [loaded === total, attempt]),
    [[false, 1], [false, 2], [true, 2]],
  );
});
