// Hooks observe every step, and change none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, ServerError } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, ok, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const url = `${server.url}/plugins/7/?a=1`;

/** The events of a call, each under its hook's name. */
async function events(call, options) {
  const seen = [];
  const hook = (name) => (event) => seen.push([name, event]);
  const hooks = { onRequest: hook('onRequest'), onResponse: hook('onResponse'), onRetry: hook('onRetry') };
  await call(new BackendClient({ baseUrl: server.url, hooks, ...options })).catch(() => {});
  return seen;
}

test('hooks are called for each attempt, answer and retry', async (t) => {
  const clock = fakeClock(t);
  server.play(answer(503), reset, ok);
  const seen = await events((client) => client.request('GET', '/plugins/7/', { params: { a: 1 }, timeout: 0 }));
  const first = seen.find(([name]) => name === 'onRetry')[1].reason;
  assert.ok(first instanceof ServerError);
  assert.equal(first.attempts, 1);
  const plain = seen.map(([name, { durationMs, reason, headers, ...event }]) => {
    assert.equal(headers?.['content-length'], name === 'onResponse' ? { 503: '0', 200: '8' }[event.status] : undefined);
    if (name === 'onResponse') assert.ok(durationMs >= 0);
    return [name, { ...event, ...(reason && { reason: reason.code }) }];
  });
  const [one, two] = clock.waits;
  assert.deepEqual(plain, [
    ['onRequest', { method: 'GET', url, attempt: 1 }],
    ['onResponse', { method: 'GET', url, attempt: 1, status: 503 }],
    ['onRetry', { method: 'GET', url, attempt: 1, delayMs: plain[2][1].delayMs, reason: 'server' }],
    ['onRequest', { method: 'GET', url, attempt: 2 }],
    ['onRetry', { method: 'GET', url, attempt: 2, delayMs: plain[4][1].delayMs, reason: 'connection' }],
    ['onRequest', { method: 'GET', url, attempt: 3 }],
    ['onResponse', { method: 'GET', url, attempt: 3, status: 200 }],
  ]);
  // No timer is shorter than a millisecond.
  assert.deepEqual([one, two], [2, 4].map((at) => Math.max(1, plain[at][1].delayMs)));
});

test('if the clock is set back, durations are not negative', async (t) => {
  let now = 1_000_000;
  t.mock.method(Date, 'now', () => (now -= 500));
  server.play(ok);
  const seen = await events((client) => client.getPlugin(7));
  assert.deepEqual(seen.map(([name, { durationMs }]) => [name, durationMs]), [['onRequest', undefined], ['onResponse', 0]]);
});

test("onResponse gets the server's request id", async () => {
  server.play(answer(503, '', { 'X-Request-ID': 'req-1' }), ok);
  const seen = await events((client) => client.listJobs(), { retry: { baseDelay: 0 } });
  const answers = seen.filter(([name]) => name === 'onResponse').map(([, event]) => event);
  const ids = answers.map((event) => [event.status, 'requestId' in event, event.requestId]);
  assert.deepEqual(ids, [[503, true, 'req-1'], [200, false, undefined]]);
});

test('onResponse gets the headers, names in lower case, without tokens', async () => {
  const headers = { 'X-Echo': 'Token s3cret', 'X-Other': 'a', 'Retry-After': '0', Link: ['</a>', '</b>'] };
  server.play(answer(503, '', headers), answer(200, { id: 7 }, headers));
  const seen = await events((client) => client.getPlugin(7), { apiToken: 's3cret', timeout: 0 });
  const answers = seen.filter(([name]) => name === 'onResponse').map(([, event]) => event);
  assert.deepEqual(answers.map(({ status }) => status), [503, 200]);
  for (const { headers: names } of answers) {
    assert.deepEqual(Object.getPrototypeOf(names), Object.prototype);
    const { 'x-echo': echo, 'x-other': other, 'retry-after': retryAfter, link } = names;
    assert.deepEqual([echo, other, retryAfter, link], ['Token ***', 'a', '0', '</a>, </b>']);
    assert.deepEqual(Object.keys(names), Object.keys(names).map((name) => name.toLowerCase()));
  }
});

test('no hook is called for a refused call', async () => {
  assert.deepEqual(await events((client) => client.getPlugin('..')), []);
});

const oops = new Error('oops');
const FAILING = {
  throws: () => {
    throw oops;
  },
  rejects: () => Promise.reject(oops),
  'answers a thenable that throws': () => ({
    then() {
      throw oops;
    },
  }),
};

for (const [how, hook] of Object.entries(FAILING)) {
  test(`a hook that ${how} is reported, and changes nothing`, { timeout: 10_000 }, async (t) => {
    fakeClock(t);
    const reported = t.mock.method(console, 'error', () => {});
    const hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
    const client = new BackendClient({ baseUrl: server.url, timeout: 0, hooks });
    server.play(answer(503), ok);
    assert.deepEqual(await client.getPlugin(7), { id: 7 });
    assert.equal(server.requests.length, 2);
    assert.equal(reported.mock.callCount(), 5);
    for (const { arguments: words } of reported.mock.calls) assert.equal(words.at(-1), oops);
    for (const name of Object.keys(hooks)) assert.ok(reported.mock.calls.some(({ arguments: [words] }) => words.includes(name)));

    server.play(answer(404));
    assert.equal((await rejected(client.getPlugin(7))).code, 'not_found');
  });
}

test('a hook that fails while console.error fails as well', { timeout: 10_000 }, async (t) => {
  t.mock.method(console, 'error', () => {
    throw new Error('no output in tests');
  });
  server.play(ok);
  const client = new BackendClient({ baseUrl: server.url, hooks: { onRequest: FAILING.throws } });
  assert.deepEqual(await client.getPlugin(7), { id: 7 });
});

test('a hook may make calls', async () => {
  const seen = [];
  let inner;
  const onResponse = ({ url }) => {
    seen.push(url);
    inner ??= client.getPlugin(8);
  };
  const client = new BackendClient({ baseUrl: server.url, hooks: { onResponse } });
  server.play(ok);
  await client.getPlugin(7);
  assert.deepEqual(await inner, { id: 7 });
  assert.deepEqual(seen, [`${server.url}/plugins/7/`, `${server.url}/plugins/8/`]);
});
