// The delays between attempts without a Retry-After: full jitter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, timeout: 0, retry: { limit: 6 } });
const ALMOST_ONE = 1 - 2 ** -53;

async function waits(t, random, options) {
  const clock = fakeClock(t);
  t.mock.method(Math, 'random', random);
  server.play(answer(502));
  await rejected(client.getPlugin(1, options));
  return clock.waits;
}

test('random number 0: no delay', async (t) => {
  assert.deepEqual(await waits(t, () => 0), Array(6).fill(1));
});

test('random number almost 1: twice the delay each time, up to maxDelay', async (t) => {
  assert.deepEqual(await waits(t, () => ALMOST_ONE), [499, 999, 1999, 3999, 7999, 7999]);
});

test('every delay is random', async (t) => {
  const dice = [0.1, 0.9, 0.5, 0, 0.25, 0.75];
  let at = 0;
  assert.deepEqual(await waits(t, () => dice[at++]), [50, 900, 1000, 1, 2000, 6000]);
});

test('baseDelay and maxDelay are options', async (t) => {
  const retry = { limit: 4, baseDelay: 10, maxDelay: 50 };
  assert.deepEqual(await waits(t, () => 0.5, { retry }), [5, 10, 20, 25]);
});

test('real random numbers stay within the bounds', async (t) => {
  const { random } = Math;
  for (let i = 0; i < 20; i++) {
    const waited = await waits(t, random, { retry: { limit: 3, baseDelay: 100, maxDelay: 150 } });
    waited.forEach((wait, n) => assert.ok(wait >= 0 && wait < Math.min(150, 100 * 2 ** n), `${wait} after ${n} retries`));
  }
});
