// The timeout of an attempt, from the request until the whole answer is read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, ClientTimeoutError } from 'synapse-backend-client';
import { CALLS, GET, MULTIPART, POST } from '../../support/calls.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, drip, hang, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();

/** A client that records the timers that it sets. */
function recordedClient(t, options) {
  const timers = [];
  const { setTimeout } = globalThis;
  t.after(() => Object.assign(globalThis, { setTimeout }));
  globalThis.setTimeout = (callback, delay, ...args) => {
    timers.push(delay);
    return setTimeout(callback, delay, ...args);
  };
  return { timers, client: new BackendClient({ baseUrl: server.url, ...options }) };
}

test('the default is 30 seconds', async (t) => {
  const { timers, client } = recordedClient(t);
  server.play(ok);
  await client.getPlugin(1);
  assert.ok(timers.includes(30_000));
});

test('the client has a timeout, and a call may have its own', async (t) => {
  const { timers, client } = recordedClient(t, { timeout: 7_777 });
  server.play(ok);
  await client.getPlugin(1);
  await client.getPlugin(1, { timeout: 8_888 });
  assert.ok(timers.includes(7_777) && timers.includes(8_888));
  assert.equal(timers.filter((delay) => delay === 7_777).length, 1);
});

test('0 means no timeout', async (t) => {
  const clock = fakeClock(t);
  const client = new BackendClient({ baseUrl: server.url, timeout: 0 });
  server.play(ok);
  await client.getPlugin(1);
  assert.deepEqual(clock.waits, []);
});

test("the client's timeout does not apply to uploads", async (t) => {
  const { timers, client } = recordedClient(t, { timeout: 7_777 });
  server.play(ok);
  await MULTIPART.send(client);
  assert.ok(!timers.includes(7_777) && !timers.includes(30_000));
});

for (const { title, send } of CALLS) {
  test(`${title}: the timeout runs until the last byte is read, and no longer`, async (t) => {
    const clock = fakeClock(t);
    const running = [];
    const hooks = { onRequest: () => running.push(clock.running), onResponse: () => running.push(clock.running) };
    const client = new BackendClient({ baseUrl: server.url, hooks });
    server.play(drip({ id: 7 }));
    assert.deepEqual(await send(client, { timeout: HELD }), { id: 7 });
    assert.deepEqual(running, [1, 1]);
    assert.equal(clock.running, 0);
    assert.equal(server.requests.length, 1);
  });

  test(`${title}: after the timeout, the connection is closed`, { timeout: 10_000 }, async (t) => {
    const clock = fakeClock(t);
    const client = new BackendClient({ baseUrl: server.url, retry: false });
    server.play(hang(() => clock.expire()));
    const error = await rejected(send(client, { timeout: HELD }));
    assert.ok(error instanceof ClientTimeoutError);
    assert.match(error.message, /within 12345 ms/);
    await server.requests[0].closed;
  });
}

test('each attempt has the full timeout', async (t) => {
  const clock = fakeClock(t);
  const armed = [];
  const client = new BackendClient({ baseUrl: server.url, timeout: HELD, hooks: { onRequest: () => armed.push(clock.running) } });
  server.play(hang(() => clock.expire()), hang(() => clock.expire()), ok);
  assert.deepEqual(await GET.send(client), { id: 7 });
  assert.deepEqual(armed, [1, 1, 1]);
});

test('after a timeout, the connection is closed before the next attempt', { timeout: 10_000 }, async (t) => {
  const clock = fakeClock(t);
  server.play(hang(() => clock.expire()), async (socket) => {
    await server.requests[0].closed;
    ok(socket);
  });
  assert.deepEqual(await GET.send(new BackendClient({ baseUrl: server.url, timeout: HELD })), { id: 7 });
});

test('a timeout above the longest possible timer is set to that', async (t) => {
  const { timers, client } = recordedClient(t, { timeout: 2 ** 40 });
  server.play(answer(200, { id: 7, status: 'completed' }));
  await client.getPlugin(1);
  await client.waitForJob(1, { deadline: 2 ** 41 });
  assert.equal(Math.max(...timers), 2 ** 31 - 1);
});

test('an error of an attempt without headers has none, even if the attempt before got some', async (t) => {
  const clock = fakeClock(t);
  server.play(answer(429, '', { 'Retry-After': '0' }), hang(() => clock.expire()));
  const error = await rejected(POST.send(new BackendClient({ baseUrl: server.url, timeout: HELD })));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['timeout', 2, true]);
});

test('a timeout of a call that may have been applied says so', async (t) => {
  const clock = fakeClock(t);
  server.play(hang(() => clock.expire()));
  const error = await rejected(POST.send(new BackendClient({ baseUrl: server.url, timeout: HELD })));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['timeout', 1, true]);
});

for (const late of ['headers', 'body']) {
  test(`a timed-out attempt does not end a later one when a fetch that ignores its signal gets its ${late}`, async (t) => {
    const clock = fakeClock(t);
    const signals = [];
    let arrive;
    const arrival = new Promise((resolve) => (arrive = resolve));
    const body = Promise.resolve('{"id":7}');
    const answers = [
      late === 'headers' ? arrival.then(() => ({ status: 200, text: () => body })) : { status: 200, text: () => arrival.then(() => body) },
      new Promise(() => {}),
    ];
    const fetch = async (url, { signal }) => answers[signals.push(signal) - 1];
    const abort = new AbortController();
    const steps = [() => clock.expire(), () => arrive(setImmediate(() => abort.abort()))];
    const hooks = { onRequest: ({ attempt }) => setImmediate(steps[attempt - 1]) };
    const client = new BackendClient({ baseUrl: server.url, timeout: HELD, fetch, hooks });
    const error = await rejected(GET.send(client, { signal: abort.signal }));
    assert.equal(error.name, 'AbortError');
    assert.deepEqual(signals.map(({ aborted }) => aborted), [true, true]);
  });
}
