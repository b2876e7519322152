// An abort ends a call at once, in every phase, with the signal's own reason. Nothing is sent afterwards.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { CALLS, GET } from '../../support/calls.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, endless, halfWay, hang, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const REASON = { why: 'any value may be a reason' };
const bounded = { timeout: 10_000 };
/** After this, the client waits until the test lets it continue. */
const busy = answer(429, '', { 'Retry-After': `${HELD / 1000}` });

/** The setup of a test: `stop` aborts, and the client waits. */
function stoppable(t, options) {
  const controller = new AbortController();
  const clock = fakeClock(t);
  const client = new BackendClient({ baseUrl: server.url, timeout: HELD, ...options });
  return { controller, clock, client, stop: () => controller.abort(REASON) };
}

/** Asserts that the call has ended with the reason, after this number of requests, and left nothing behind. */
async function assertStopped(promise, { controller, clock }, requests) {
  assert.equal(await rejected(promise), REASON);
  assert.equal(clock.running, 0);
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  // For a server that must get no more requests: a request of the test itself is the next that it gets.
  await fetch(server.url);
  assert.equal(server.requests.length, requests + 1);
}

for (const { title, send } of CALLS) {
  test(`${title}, before it is sent`, bounded, async (t) => {
    const reported = [];
    const { client, ...held } = stoppable(t, { hooks: { onRequest: (event) => reported.push(event) } });
    server.play(ok);
    held.stop();
    await assertStopped(send(client, { signal: held.controller.signal }), held, 0);
    assert.deepEqual(reported, []);
  });

  test(`${title}, right after it is called`, bounded, async (t) => {
    const { client, ...held } = stoppable(t);
    server.play(ok);
    const promise = send(client, { signal: held.controller.signal });
    held.stop();
    await assertStopped(promise, held, 0);
  });

  test(`${title}, while it waits for the answer`, bounded, async (t) => {
    const { client, ...held } = stoppable(t);
    server.play(hang(held.stop), ok);
    await assertStopped(send(client, { signal: held.controller.signal }), held, 1);
    await server.requests[0].closed;
  });

  for (const status of [200, 500]) {
    test(`${title}, while the body of a ${status} is read`, bounded, async (t) => {
      const { controller, clock, stop } = stoppable(t);
      const hooks = { onResponse: () => setImmediate(stop) };
      const client = new BackendClient({ baseUrl: server.url, timeout: HELD, hooks });
      server.play(halfWay(hang(() => {}), status), ok);
      await assertStopped(send(client, { signal: controller.signal }), { controller, clock }, 1);
      await server.requests[0].closed;
    });
  }

  test(`${title}, between two attempts`, bounded, async (t) => {
    const { controller, clock, stop } = stoppable(t);
    const hooks = { onRetry: () => setImmediate(stop) };
    const client = new BackendClient({ baseUrl: server.url, timeout: HELD, hooks });
    server.play(busy, ok);
    await assertStopped(send(client, { signal: controller.signal }), { controller, clock }, 1);
  });

  for (const [hook, requests] of [['onRequest', 0], ['onResponse', 1], ['onRetry', 1]]) {
    test(`${title}, in ${hook}`, bounded, async (t) => {
      const { controller, clock, stop } = stoppable(t);
      const client = new BackendClient({ baseUrl: server.url, timeout: HELD, hooks: { [hook]: stop } });
      server.play(busy, ok);
      await assertStopped(send(client, { signal: controller.signal }), { controller, clock }, requests);
    });
  }

  for (const [how, apiToken] of Object.entries({
    'from within a token function': (stop) => () => {
      stop();
      return 'token';
    },
    'while a token function is called': (stop) => () => {
      queueMicrotask(stop);
      return new Promise(() => {});
    },
  })) {
    test(`${title}, ${how}`, bounded, async (t) => {
      const { controller, clock, stop } = stoppable(t);
      const client = new BackendClient({ baseUrl: server.url, timeout: HELD, apiToken: apiToken(stop) });
      server.play(ok);
      await assertStopped(send(client, { signal: controller.signal }), { controller, clock }, 0);
    });
  }
}

test('while a token function is called again, after a 401', bounded, async (t) => {
  const { controller, clock, stop } = stoppable(t);
  let requested = 0;
  const apiToken = () => {
    requested += 1;
    if (requested === 1) return 'stale';
    queueMicrotask(stop);
    return new Promise(() => {});
  };
  const client = new BackendClient({ baseUrl: server.url, timeout: HELD, apiToken });
  server.play(answer(401), ok);
  await assertStopped(GET.send(client, { signal: controller.signal }), { controller, clock }, 1);
});

test('while an endless answer is read', bounded, async (t) => {
  const { controller, stop } = stoppable(t);
  const client = new BackendClient({ baseUrl: server.url, timeout: 0, hooks: { onResponse: () => setImmediate(stop) } });
  server.play(endless(200));
  assert.equal(await rejected(client.getPlugin(1, { signal: controller.signal })), REASON);
  await server.requests[0].closed;
});

test('an abort without a reason has the standard one; AbortSignal.timeout has its own', bounded, async () => {
  const client = new BackendClient({ baseUrl: server.url });
  server.play(hang(() => {}));
  const plain = await rejected(client.getPlugin(1, { signal: AbortSignal.abort() }));
  assert.deepEqual([plain.name, plain instanceof DOMException], ['AbortError', true]);
  assert.equal((await rejected(client.getPlugin(1, { signal: AbortSignal.timeout(1) }))).name, 'TimeoutError');
});

test('a signal without a reason (a polyfill) has the standard one', bounded, async () => {
  const signal = Object.assign(new EventTarget(), { aborted: false });
  const client = new BackendClient({ baseUrl: server.url });
  server.play(hang(() => signal.dispatchEvent(new Event('abort'))));
  const reason = await rejected(client.getPlugin(1, { signal }));
  assert.deepEqual([reason.name, reason instanceof DOMException], ['AbortError', true]);
});

test('in onRequest, before an injected fetch: fetch is not called', async (t) => {
  const controller = new AbortController();
  const fetch = t.mock.fn();
  const client = new BackendClient({ baseUrl: server.url, fetch, hooks: { onRequest: () => controller.abort(REASON) } });
  assert.equal(await rejected(client.getPlugin(1, { signal: controller.signal })), REASON);
  assert.equal(fetch.mock.callCount(), 0);
});

test('in onResponse, for an answer that needs no body', async () => {
  const controller = new AbortController();
  const hooks = { onResponse: () => controller.abort(REASON) };
  const client = new BackendClient({ baseUrl: server.url, fetch: async () => new Response(null, { status: 204 }), hooks });
  assert.equal(await rejected(client.healthCheckAgent('token', { signal: controller.signal })), REASON);
});

test('the end of a call does not affect other calls with the same signal', bounded, async () => {
  const controller = new AbortController();
  const { signal } = controller;
  // Its own signal, because the abort of another test may still be on its way.
  const quiet = await faultServer();
  const client = new BackendClient({ baseUrl: quiet.url });
  const isAsked = new Promise((resolve) => quiet.play(hang(resolve), ok));
  const waiting = client.getPlugin(1, { signal });
  await isAsked;
  assert.deepEqual(await client.getPlugin(2, { signal }), { id: 7 });
  controller.abort(REASON);
  assert.equal(await rejected(waiting), REASON);
});

test('each attempt has a signal of its own', async (t) => {
  fakeClock(t);
  const signals = [];
  const fetch = async (url, { signal }) => {
    signals.push(signal);
    return signals.length % 2 ? new Response('', { status: 503 }) : Response.json({ id: 1 });
  };
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
  const { signal } = new AbortController();
  for (let i = 0; i < 50; i += 1) await client.getPlugin(i, { signal });
  assert.equal(new Set(signals).size, 100);
  assert.ok(signals.every((each) => each instanceof AbortSignal && each !== signal));
});

test('the signal of a successful call is never aborted, by another call or by its own signal', bounded, async (t) => {
  const clock = fakeClock(t);
  const signals = [];
  let isAsked;
  const fetch = (url, init) => {
    signals.push(init.signal);
    if (url.endsWith('/1/')) return Promise.resolve(Response.json({ id: 1 }));
    isAsked?.();
    return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)));
  };
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch, timeout: HELD, retry: false });
  const controller = new AbortController();
  const { signal } = controller;
  const finish = () => client.getPlugin(1, { signal });
  const begin = async () => {
    const requested = new Promise((resolve) => (isAsked = resolve));
    const call = rejected(client.getPlugin(2, { signal }));
    await requested;
    return call;
  };

  await finish();
  const late = client.getPlugin(2, { signal });
  await finish();
  clock.expire();
  assert.equal((await rejected(late)).code, 'timeout');
  await finish();
  const requested = begin();
  await new Promise(setImmediate);
  await finish();
  controller.abort(REASON);
  assert.equal(await requested, REASON);

  const ended = signals.map(({ aborted }) => aborted);
  assert.deepEqual(ended, [false, true, false, false, true, false]);
});

test('an abort after the answer has no effect', async () => {
  const controller = new AbortController();
  server.play(ok);
  const plugin = await new BackendClient({ baseUrl: server.url }).getPlugin(1, { signal: controller.signal });
  controller.abort();
  assert.deepEqual(plugin, { id: 7 });
});

test('ten thousand calls with one signal leave no listener', { timeout: 60_000 }, async () => {
  const { signal } = new AbortController();
  let calls = 0;
  // Every tenth call fails, every hundredth is refused before it is sent.
  const fetch = async () => (++calls % 10 ? Response.json({ id: 1 }) : Response.json({}, { status: 404 }));
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
  for (let batch = 0; batch < 1_000; batch++) {
    const promises = Array.from({ length: 10 }, (_, i) => client.getPlugin(batch % 10 === 0 && i === 0 ? '..' : i, { signal }));
    assert.ok(getEventListeners(signal, 'abort').length <= 10);
    await Promise.allSettled(promises);
  }
  assert.equal(calls, 9_900);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('lists of several pages leave no listener, whether they succeed or fail', async () => {
  const { signal } = new AbortController();
  const client = new BackendClient({ baseUrl: server.url, retry: false });
  const all = async (items) => {
    const read = [];
    for await (const item of items) read.push(item);
    return read;
  };
  const pages = [answer(200, { results: [1], next: '/p2/' }), answer(200, { results: [2], next: null })];
  for (const read of [() => client.listStorages({}, { signal }), () => all(client.iterateJobs({}, { signal }))]) {
    server.play(...pages);
    assert.deepEqual(await read(), [1, 2]);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    server.play(pages[0], answer(404));
    assert.equal((await rejected(read())).statusCode, 404);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  }
});

test('many simultaneous calls with one signal cause no warning', { timeout: 60_000 }, async (t) => {
  const controller = new AbortController();
  const { signal } = controller;
  const warnings = [];
  const listener = (warning) => warnings.push(warning);
  process.on('warning', listener);
  t.after(() => process.off('warning', listener));
  server.play(hang(() => {}));
  const client = new BackendClient({ baseUrl: server.url });
  const calls = Array.from({ length: 50 }, () => rejected(client.getPlugin(1, { signal })));
  while (server.requests.length < calls.length) await new Promise(setImmediate);
  controller.abort(REASON);
  assert.deepEqual(await Promise.all(calls), Array(50).fill(REASON));
  await new Promise(setImmediate);
  assert.deepEqual(warnings, []);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
