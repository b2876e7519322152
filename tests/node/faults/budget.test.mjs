// The retry budget: it limits the load on a backend that fails every call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, hang, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const CAPACITY = 500;

const freshClient = () => new BackendClient({ baseUrl: server.url, timeout: HELD });

/** Counts the retries of failing calls until a call is not retried at all. */
async function retriesUntilNone(client) {
  let retries = 0;
  for (;;) {
    const { attempts } = await rejected(client.getPlugin(1));
    if (attempts === 1) return retries;
    retries += attempts - 1;
    assert.ok(retries <= CAPACITY);
  }
}

test('failing calls are retried a hundred times in total, and then not at all', async (t) => {
  fakeClock(t);
  server.play(answer(503));
  const client = freshClient();
  assert.equal(await retriesUntilNone(client), CAPACITY / 5);
  const requested = server.requests.length;
  for (let i = 0; i < 10; i++) assert.equal((await rejected(client.getPlugin(1))).statusCode, 503);
  assert.equal(server.requests.length, requested + 10);
});

test('a retry after a timeout costs twice as much', async (t) => {
  const clock = fakeClock(t);
  server.play(hang(() => clock.expire()));
  assert.equal(await retriesUntilNone(freshClient()), CAPACITY / 10);
});

test('a reconnection of a live log costs as much as a retry', async (t) => {
  fakeClock(t);
  const event = new TextEncoder().encode('id: 1\ndata: x\n\n');
  let connections = 0;
  const fetch = async () => {
    const chunks = connections++ === 0 ? [event] : [];
    const pull = (controller) => (chunks.length ? controller.enqueue(chunks.pop()) : controller.error(new Error('It broke.')));
    return new Response(new ReadableStream({ pull }), { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const log = freshClient().withOptions({ fetch, retry: { limit: CAPACITY } }).tailJobConsoleLogs(1);
  assert.equal((await log.next()).value.raw, 'x');
  assert.equal((await rejected(log.next())).code, 'stream');
  // Each costs 5, and the answer adds 1: 4 are left, which is too little.
  assert.equal(connections, 1 + (CAPACITY - 4) / 4);
});

test('a success at the first attempt adds 1 point', async (t) => {
  fakeClock(t);
  const client = freshClient();
  server.play(answer(503));
  await retriesUntilNone(client);
  for (let i = 0; i < 5; i++) {
    server.play(answer(503), ok);
    assert.equal((await rejected(client.getPlugin(1))).attempts, 1, `after ${i} successes`);
    server.play(ok);
    await client.getPlugin(1);
  }
  server.play(answer(503), ok);
  assert.deepEqual(await client.getPlugin(1), { id: 7 });
});

test('a successful retry returns its cost', async (t) => {
  fakeClock(t);
  const client = freshClient();
  server.play(answer(503));
  // Down to 5, which is enough for one retry at a time.
  for (let i = 0; i < 33; i++) await rejected(client.getPlugin(1));
  for (let i = 0; i < 10; i++) {
    server.play(answer(503), ok);
    await client.getPlugin(1);
  }
});

test('a successful retry returns its cost even if the token had to be renewed after it', async (t) => {
  fakeClock(t);
  let requested = 0;
  const client = freshClient().withOptions({ apiToken: () => `token ${requested++}` });
  server.play(answer(503));
  for (let i = 0; i < 33; i++) await rejected(client.getPlugin(1));
  for (let i = 0; i < 10; i++) {
    server.play(answer(503), answer(401), ok);
    await client.getPlugin(1);
  }
});

test('successes never add more than the points at the start', async (t) => {
  fakeClock(t);
  const client = freshClient();
  server.play(ok);
  for (let i = 0; i < 20; i++) await client.getPlugin(1);
  server.play(answer(503));
  assert.equal(await retriesUntilNone(client), CAPACITY / 5);
});

test('clients from withOptions share the budget; others have their own', async (t) => {
  fakeClock(t);
  server.play(answer(503));
  const client = freshClient();
  await retriesUntilNone(client.withOptions({ tenant: 'acme' }));
  assert.equal((await rejected(client.getPlugin(1))).attempts, 1);
  assert.equal((await rejected(client.withOptions({ retry: { limit: 9 } }).getPlugin(1))).attempts, 1);
  assert.equal((await rejected(freshClient().getPlugin(1))).attempts, 4);
});
