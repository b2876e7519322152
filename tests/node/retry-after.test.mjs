// Retry-After as a text: whatever a server writes into it is a wait, or none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { retryAfter } from '../../src/js/answer.js';
import { random } from './support/random.mjs';

test('any text is a wait, or none', () => {
  const { text } = random(9);
  let waits = 0;
  for (let i = 0; i < 20_000; i += 1) {
    const given = text('0123456789.,: GMTadeinouv', 12);
    const wait = retryAfter(given);
    assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0), given);
    if (wait !== undefined) waits += 1;
  }
  assert.ok(waits > 100, `only ${waits} were read`);
});

test('a fraction is exact to the millisecond, and what is left is rounded up', () => {
  for (let ms = 0; ms < 60_000; ms += 1) assert.equal(retryAfter((ms / 1000).toFixed(3)), ms);
  for (const ms of [0, 7, 2_007, 59_999]) assert.equal(retryAfter(`${(ms / 1000).toFixed(3)}1`), ms + 1);
});

test('a day that is over is no wait', () => {
  for (const day of ['Thu, 01 Jan 1970 00:00:00 GMT', 'Thu Jan  1 00:00:00 1970']) assert.equal(retryAfter(day), 0);
});

test('a long text takes no longer than it is: it cannot hold up what else goes on', () => {
  const digits = '9'.repeat(120_000);
  const context = createContext({ retryAfter, texts: [`${digits}x`, `${digits}.${digits}x`, `abc${':'.repeat(120_000)}`] });
  // Where the time grows with the square, this is half a minute.
  assert.deepEqual(Array.from(runInContext('texts.map(retryAfter)', context, { timeout: 5_000 })), [undefined, undefined, undefined]);
});
