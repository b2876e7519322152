import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, ClientTimeoutError } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, close, cutChunked, halfWay, hang, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';
import { json, server as jsonServer } from '../../support/server.mjs';

const bounded = { timeout: 20_000 };
const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token', retry: false });
const job = (status, more) => answer(200, { id: 7, status, ...more });

for (const [going, ends] of [
  [['queued', 'running'], ['completed', 'failed']],
  [['PENDING', 'RUNNING', 'READY'], ['SUCCEEDED', 'FAILED', 'STOPPED']],
  [['on hold', '', 'completed ', null, 7, ['completed'], { toString: 1 }], ['cancelled', 'Stopped']],
]) {
  for (const end of ends) {
    test(`${JSON.stringify(going)} do not end the wait; ${end} does`, bounded, async (t) => {
      fakeClock(t);
      server.play(...going.map((status) => job(status)), job(end));
      assert.deepEqual(await client.waitForJob(7, { timeout: HELD }), { id: 7, status: end });
      assert.equal(server.requests.length, going.length + 1);
      assert.ok(server.requests.every(({ method, target }) => method === 'GET' && target === '/jobs/7/'));
    });
  }
}

test('the time between two polls is the interval, with a random tenth more or less', bounded, async (t) => {
  const clock = fakeClock(t);
  server.play(...Array.from({ length: 40 }, () => job('running')), job('completed'));
  await client.waitForJob(7, { interval: 1_000, timeout: HELD });
  assert.equal(clock.waits.length, 40);
  assert.ok(clock.waits.every((wait) => wait >= 900 && wait <= 1_100), String(clock.waits));
  assert.ok(new Set(clock.waits).size > 10);
});

test('polls never overlap, however slow the server is', bounded, async (t) => {
  fakeClock(t);
  let running = 0;
  let most = 0;
  const backend = await jsonServer(async (request, response) => {
    running += 1;
    most = Math.max(most, running);
    for (let i = 0; i < 20; i += 1) await new Promise(setImmediate);
    running -= 1;
    json(response, { id: 7, status: backend.requests.length < 10 ? 'running' : 'completed' });
  });
  await client.withOptions({ baseUrl: backend.url }).waitForJob(7, { interval: 1, timeout: HELD });
  assert.deepEqual([most, backend.requests.length], [1, 10]);
});

const PASSING = {
  'a reset': () => reset,
  'a close': () => close,
  'half an answer': () => halfWay(close),
  'a cut answer': () => cutChunked,
  'silence until the timeout': (clock) => hang(() => clock.expire()),
  'a 429': () => answer(429),
  'a 429 that asks for patience': () => answer(429, '', { 'Retry-After': '3600' }),
  'a 502': () => answer(502, '<html>'),
  'a 503': () => answer(503),
  'a 504': () => answer(504),
};

for (const [what, fault] of Object.entries(PASSING)) {
  test(`${what} does not end the wait`, bounded, async (t) => {
    const behave = fault(fakeClock(t));
    server.play(job('running'), behave, behave, job('completed'));
    const seen = [];
    const ended = await client.waitForJob(7, { timeout: HELD, onUpdate: ({ status }) => seen.push(status) });
    assert.deepEqual([ended.status, seen, server.requests.length], ['completed', ['running', 'completed'], 4]);
  });
}

for (const status of [400, 401, 403, 404, 500]) {
  test(`a ${status} ends the wait`, bounded, async (t) => {
    fakeClock(t);
    server.play(job('running'), answer(status), job('completed'));
    const error = await rejected(client.waitForJob(7, { timeout: HELD }));
    assert.deepEqual([error.statusCode, server.requests.length], [status, 2]);
  });
}

test('an answer that is not a job ends the wait', bounded, async (t) => {
  fakeClock(t);
  server.play(answer(200, '<html>Sign in</html>'), job('completed'));
  assert.equal((await rejected(client.waitForJob(7, { timeout: HELD }))).code, 'invalid_response');
});

test('the deadline ends the wait during a poll, and leaves nothing behind', bounded, async (t) => {
  const clock = fakeClock(t);
  let closed;
  server.play(job('running'), (socket, request) => {
    ({ closed } = request);
    clock.expire();
  });
  const error = await rejected(client.waitForJob(7, { timeout: 0, deadline: HELD }));
  assert.ok(error instanceof ClientTimeoutError);
  assert.match(error.message, /has not ended within 12345 ms/);
  await closed;
  assert.deepEqual([clock.running, server.requests.length], [0, 2]);
});

test('the deadline ends the wait between two polls', bounded, async (t) => {
  const clock = fakeClock(t);
  server.play(job('running'));
  // An interval of this length is held as well, so the wait does not end by itself.
  const options = { timeout: 0, interval: HELD / 0.9, deadline: HELD };
  t.mock.method(Math, 'random', () => 0);
  const error = await rejected(client.waitForJob(7, { ...options, onUpdate: () => setImmediate(() => clock.expire()) }));
  assert.ok(error instanceof ClientTimeoutError);
  assert.deepEqual([clock.running, server.requests.length], [0, 1]);
});

test('a successful wait leaves no deadline running', bounded, async (t) => {
  const clock = fakeClock(t);
  server.play(job('running'), job('completed'));
  await client.waitForJob(7, { timeout: 0, deadline: HELD });
  assert.equal(clock.running, 0);
});

test('onUpdate is called for each change, however deep, and never twice', bounded, async (t) => {
  fakeClock(t);
  const states = [{ progress: 1 }, { progress: 2 }, { progress: 2, metrics: { a: [1] } }, { progress: 2, metrics: { a: [2] } }];
  server.play(...states.flatMap((state) => [job('running', state), job('running', state)]), job('completed'));
  const seen = [];
  await client.waitForJob(7, { timeout: HELD, onUpdate: ({ id: _, ...rest }) => seen.push(rest) });
  assert.deepEqual(seen, [...states.map((state) => ({ status: 'running', ...state })), { status: 'completed' }]);
});

test('an abort between two polls: its reason, at once', bounded, async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  server.play(job('running'), job('completed'));
  const onUpdate = () => setImmediate(() => controller.abort(reason));
  assert.equal(await rejected(client.waitForJob(7, { interval: 3_600_000, onUpdate, signal: controller.signal })), reason);
  assert.equal(server.requests.length, 1);
});

test('an abort in onUpdate, also in the last one: its reason', bounded, async (t) => {
  fakeClock(t);
  for (const last of ['running', 'completed']) {
    const controller = new AbortController();
    server.play(job('queued'), job(last), job('completed'));
    const onUpdate = ({ status }) => status === last && controller.abort('enough');
    assert.equal(await rejected(client.waitForJob(7, { timeout: HELD, onUpdate, signal: controller.signal })), 'enough');
    assert.equal(server.requests.length, 2);
  }
});
