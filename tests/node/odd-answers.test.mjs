// Answers of misconfigured proxies: bodies that are not compressed as their headers say, next pages elsewhere, wrong clocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { BackendClient, InvalidResponseError } from 'synapse-backend-client';
import { fakeClock } from '../support/clock.mjs';
import { faultServer } from '../support/fault-server.mjs';
import { answer, head, ok } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';

const server = await faultServer();
const bounded = { timeout: 10_000 };
const client = new BackendClient({ baseUrl: `${server.url}/v1`, apiToken: 'token', timeout: 0, retry: { baseDelay: 0 } });

const bytes = (status, encoding, body, type = 'application/json') => (socket) => {
  socket.write(head(status, { 'Content-Type': type, 'Content-Encoding': encoding, 'Content-Length': body.length }));
  socket.end(body);
};
const TEXT = Buffer.from('{"id": 7, "results": [], "count": 0}');
const CALLS = {
  getPlugin: [(c) => c.getPlugin(1), false],
  listJobs: [(c) => c.listJobs(), false],
  iterateJobs: [(c) => c.iterateJobs().next(), false],
  createPlugin: [(c) => c.createPlugin({ name: 'p' }), true],
  'an upload': [(c) => c.createPluginRelease({ plugin: 1, version: '1', file: new Blob(['x']) }), true],
  'request, POST': [(c) => c.request('POST', '/x/'), true],
  waitForJob: [(c) => c.waitForJob(1, { interval: 0, deadline: 1_000 }), false],
  tailJobConsoleLogs: [(c) => c.tailJobConsoleLogs(1).next(), false],
};

for (const encoding of ['gzip', 'deflate', 'br']) {
  for (const [name, [call, isUnsafe]] of Object.entries(CALLS)) {
    test(`${name}: a body that is not ${encoding}, in spite of its header`, bounded, async () => {
      const type = name.startsWith('tail') ? 'text/event-stream' : 'application/json';
      for (const status of [200, 500]) {
        server.play(bytes(status, encoding, TEXT, type));
        const error = await rejected(call(client));
        assert.ok(error instanceof InvalidResponseError, String(error));
        assert.match(error.message, /not compressed as it says: \w+/);
        const { statusCode, attempts, mayHaveBeenApplied } = error;
        assert.deepEqual([statusCode, attempts, server.requests.length], [status, 1, 1]);
        if (status === 200) assert.equal(mayHaveBeenApplied, isUnsafe);
      }
    });
  }

  test(`a body that is ${encoding}, as its header says, is read`, bounded, async () => {
    const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding];
    server.play(bytes(200, encoding, compress(TEXT)));
    assert.equal((await client.getPlugin(1)).id, 7);
  });
}

const page = (next, ids) => answer(200, { count: 9, next, results: ids.map((id) => ({ id })) });
const here = new URL(server.url);
const WRONG = {
  'without the port': `http://${here.hostname}/v1/x/?page=3&cursor=abc`,
  'with another port': `http://${here.hostname}:1/v1/x/?page=3&cursor=abc`,
  'under https': `https://${here.host}/v1/x/?page=3&cursor=abc`,
  'with the name of the container': 'http://backend:8000/v1/x/?page=3&cursor=abc',
};
const ITERATORS = ['iterateAgents', 'iteratePlugins', 'iterateJobs', 'iterateServeApplications', 'iteratePluginReleases'];

for (const [what, next] of Object.entries(WRONG)) {
  for (const name of ITERATORS) {
    test(`${name}: a next ${what}: the items before it, then an error with the URL and what to do`, bounded, async () => {
      server.play(page('?page=2', [1, 2]), page(next, [3, 4]));
      const items = client[name](...(name === 'iteratePluginReleases' ? [1] : []));
      const seen = [];
      const error = await rejected((async () => {
        for await (const { id } of items) seen.push(id);
      })());
      assert.deepEqual([seen, server.requests.length], [[1, 2, 3, 4], 2]);
      assert.ok(error instanceof InvalidResponseError, String(error));
      assert.ok(error.message.includes(next.split('?')[0]), error.message);
      assert.match(error.message, /behind its proxy/);
      assert.deepEqual(await items.next(), { done: true, value: undefined });
    });
  }
}

for (const next of [2, 7.5, true, {}, [], ['?page=2']]) {
  test(`a next of ${JSON.stringify(next)} is an error, because the pages after it would be lost`, bounded, async () => {
    for (const list of [(c) => c.listStorages(), (c) => c.listAgents(), async (c) => { for await (const _ of c.iterateJobs()); }]) {
      server.play(page(next, [1]), page(null, [2]));
      assert.equal((await rejected(list(client))).code, 'invalid_response');
    }
    server.play(page(next, [1]));
    const jobs = client.iterateJobs();
    assert.deepEqual(await jobs.next(), { done: false, value: { id: 1 } });
    assert.equal((await rejected(jobs.next())).code, 'invalid_response');
  });
}

const NOW = Date.UTC(2026, 10, 18, 11, 6, 40);
const HOUR = 3_600_000;
const utc = (time) => new Date(time).toUTCString();

for (const [what, skew] of [['an hour ahead', HOUR], ['an hour behind', -HOUR], ['a year ahead', 8_760 * HOUR], ['right', 0]]) {
  for (const status of [429, 503, 413]) {
    test(`${status}, Retry-After as a date, of a clock that is ${what}: the delay is the server's`, bounded, async (t) => {
      const clock = fakeClock(t);
      t.mock.method(Date, 'now', () => NOW);
      const headers = { Date: utc(NOW + skew), 'Retry-After': utc(NOW + skew + 30_000) };
      server.play(answer(status, {}, headers), ok);
      await client.getPlugin(1);
      assert.deepEqual(clock.waits, [30_000]);
      server.play(answer(status, {}, headers));
      const error = await rejected(client.withOptions({ retry: false }).createPlugin({ name: 'p' }));
      if (status !== 413) assert.equal(error.retryAfter, 30);
    });
  }
}

for (const date of ['', 'soon', '0', '18 Nov', '2026']) {
  test(`a Date of ${JSON.stringify(date)} is invalid and ignored`, bounded, async (t) => {
    const clock = fakeClock(t);
    t.mock.method(Date, 'now', () => NOW);
    server.play(answer(429, {}, { Date: date, 'Retry-After': utc(NOW + 20_000) }), ok);
    await client.getPlugin(1);
    assert.deepEqual(clock.waits, [20_000]);
  });
}

const BIG = 2n ** 64n;

test('ids: bigints and texts of any size, and safe integers', bounded, async () => {
  const paths = [];
  const each = client.withOptions({
    fetch: async (url) => {
      paths.push(url.slice(`${server.url}/v1`.length));
      return Response.json({ id: 1, status: 'completed', count: 0, results: [] });
    },
  });
  for (const pk of [10n, BIG, String(BIG), 2 ** 53 - 1, -0, 0n]) {
    const text = String(pk);
    for (const call of [
      (id) => each.getPlugin(id), (id) => each.getJob(id), (id) => each.waitForJob(id), (id) => each.updateJob(id, {}),
      (id) => each.getStorage(id), (id) => each.getPluginRelease(id), (id) => each.getPluginReleaseByLookup(id),
      (id) => each.runPlugin(id, {}),
    ]) {
      await call(pk);
      assert.equal(paths.at(-1).split('/')[2], text);
    }
    await each.listPluginReleases(pk);
    assert.match(paths.at(-1), new RegExp(`\\?plugin=${text}$`));
    await each.listJobs({ plugin: pk });
    assert.equal(paths.at(-1), `/jobs/?plugin=${text}`);
  }
  for (const pk of [2 ** 53, 1e21, -1, -1n, 0.5, NaN, Infinity, true, null, [1], new Date(0)]) {
    const before = paths.length;
    for (const call of [() => each.getPlugin(pk), () => each.listPluginReleases(pk), () => each.iteratePluginReleases(pk).next()]) {
      assert.equal((await rejected(call())).code, 'invalid_request');
    }
    assert.equal(paths.length, before);
  }
});
