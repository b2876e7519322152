// How long a server asks the client to wait, in all formats, and how long the client waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, RateLimitError } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

// A date without a zone must not be read in this one.
process.env.TZ = 'Asia/Seoul';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, timeout: 0 });
const NOW = Date.UTC(2026, 10, 18, 11, 6, 40);

const tooMany = (retryAfter) => answer(429, { detail: 'Slow down.' }, { 'Retry-After': retryAfter });

/** The delays of a call whose first answer is a 429 with this Retry-After, and whose second one succeeds. */
async function waitsAfter(t, retryAfter, options) {
  const clock = fakeClock(t);
  t.mock.method(Date, 'now', () => NOW);
  t.mock.method(Math, 'random', () => 0.5);
  server.play(tooMany(retryAfter), ok);
  await client.getPlugin(1, options);
  assert.equal(server.requests.length, 2);
  return clock.waits;
}

const READABLE = [
  ['7', 7_000],
  ['0', 1], // the shortest possible timer
  ['1.5', 1_500],
  ['3.', 3_000],
  ['2.007', 2_007], // and not the 2.0069999999999997 of a float
  ['0.0001', 1],
  ['.5', 500],
  ['60', 60_000],
  ['007', 7_000],
  [' 3 ', 3_000],
  ['Wed, 18 Nov 2026 11:07:10 GMT', 30_000],
  ['Wednesday, 18-Nov-26 11:06:41 GMT', 1_000],
  ['Wed Nov 18 11:06:45 2026', 5_000],
  ['Wed Nov 18 11:06:45 2026 GMT', 5_000],
  ['Wed, 18 Nov 2026 20:06:45 +0900', 5_000],
  ['Wed, 18 Nov 2026 11:06:40 GMT', 1],
  ['Tue, 17 Nov 2026 11:06:40 GMT', 1],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 1],
];

for (const [retryAfter, wait] of READABLE) {
  test(`Retry-After: ${retryAfter}`, async (t) => assert.deepEqual(await waitsAfter(t, retryAfter), [wait]));
}

const NUMBERS = ['-1', '1e3', '0x10', '1,5', '1 2', 'NaN', 'Infinity', '٣', '.', '9'.repeat(400)];
const UNREADABLE = ['soon', '', ...NUMBERS, '2026-11-18T11:07:10Z', '18 Nov', 'Wed, 18 Nov 2026', 'Wed, 18 Nov 2026 11:07 GMT'];

for (const retryAfter of UNREADABLE) {
  test(`Retry-After: ${retryAfter.slice(0, 30)} is ignored`, async (t) => {
    assert.deepEqual(await waitsAfter(t, retryAfter), [250]);
  });
}

const LATE = ['Wed, 18 Nov 2026 11:07:41 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'];

for (const retryAfter of ['61', '60.001', '3600', '2147484', '99999999999', ...LATE]) {
  test(`Retry-After: ${retryAfter}, above maxRetryAfter, ends the retries`, async (t) => {
    const clock = fakeClock(t);
    t.mock.method(Date, 'now', () => NOW);
    server.play(tooMany(retryAfter), ok);
    const error = await rejected(client.getPlugin(1));
    assert.ok(error instanceof RateLimitError);
    assert.equal(error.attempts, 1);
    assert.ok(error.retryAfter > 60);
    assert.equal(server.requests.length, 1);
    assert.deepEqual(clock.waits, []);
  });
}

test('maxRetryAfter is an option, of the client and of a call', async (t) => {
  assert.deepEqual(await waitsAfter(t, '61', { retry: { maxRetryAfter: 61_000 } }), [61_000]);
  server.play(tooMany('2'), ok);
  const error = await rejected(client.withOptions({ retry: { maxRetryAfter: 1_999 } }).getPlugin(1));
  assert.equal(error.retryAfter, 2);
});

test('a wait is never longer than the longest possible timer, which would fire at once', async (t) => {
  const longest = 2 ** 31 - 1;
  const waits = await waitsAfter(t, '3000000', { retry: { maxRetryAfter: 4e9 } });
  assert.deepEqual(waits, [longest, 3e9 - longest]);
});

test('a timeout above the longest possible timer does not fire at once', async (t) => {
  const timers = [];
  const { setTimeout } = globalThis;
  t.after(() => Object.assign(globalThis, { setTimeout }));
  globalThis.setTimeout = (callback, delay, ...args) => {
    timers.push(delay);
    return setTimeout(callback, delay, ...args);
  };
  server.play(ok);
  await client.getPlugin(1, { timeout: 2 ** 40 });
  assert.ok(timers.includes(2 ** 31 - 1));
  assert.ok(!timers.some((delay) => delay > 2 ** 31 - 1));
});

test('the error has the Retry-After of the last answer, in seconds', async (t) => {
  fakeClock(t);
  for (const [retryAfter, seconds] of [['7', 7], ['2.5', 2.5], ['soon', null]]) {
    server.play(tooMany(retryAfter));
    assert.equal((await rejected(client.getPlugin(1))).retryAfter, seconds);
  }
});

test('the delay is that of the last answer', async (t) => {
  const clock = fakeClock(t);
  const unavailable = answer(503, '', { 'Retry-After': '3' });
  server.play(tooMany('1'), tooMany('2'), unavailable, ok);
  await client.createPlugin({ name: 'p' });
  assert.deepEqual(clock.waits, [1_000, 2_000, 3_000]);
});
