import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { bytes } = await load('lib/bytes.ts');
const { duration, parseTime, relativeTime } = await load('lib/format.ts');
const { brief, measure } = await load('lib/measure.ts');
const NOW = Date.parse('2026-03-01T12:00:00Z');

test('a duration has at most two units', () => {
  const lengths = {
    0: '<1s',
    40: '40ms',
    120: '0.1s',
    1400: '1.4s',
    42_900: '42s',
    200_000: '3m 20s',
    180_000: '3m',
    7_500_000: '2h 5m',
    349_200_000: '4d 1h',
  };
  for (const [ms, text] of Object.entries(lengths)) assert.equal(duration(Number(ms), 'en'), text);
});

test('a duration is in the user’s language', () => {
  assert.equal(duration(200_000, 'ko'), '3분 20초');
});

test('a size keeps three digits', () => {
  const sizes = { 0: '0 B', 999: '999 B', 1000: '1.0 kB', 10_400: '10.4 kB', 999_499: '999 kB', 999_500: '1.0 MB', 5e9: '5.0 GB' };
  for (const [count, text] of Object.entries(sizes)) assert.equal(bytes(Number(count)), text);
});

test('a time is relative to now, in the user’s language', () => {
  assert.equal(relativeTime(NOW - 3 * 3_600_000, NOW, 'en'), '3h ago');
  assert.equal(relativeTime(NOW - 3 * 3_600_000, NOW, 'ko'), '3시간 전');
});

test('a time from a clock that is ahead is now', () => {
  for (const ahead of [5000, 300_000, 3 * 3_600_000]) assert.equal(relativeTime(NOW + ahead, NOW, 'en'), 'now');
});

test('after a month, the date is shown', () => {
  assert.equal(relativeTime(NOW - 40 * 86_400_000, NOW, 'en'), 'Jan 20, 2026');
});

test('an invalid time is empty', () => {
  for (const value of [null, undefined, '', 'soon', 12]) assert.equal(parseTime(value), null);
});

test('a measured value has few digits', () => {
  assert.equal(measure(0.7512345678, 'en'), '0.751235');
  assert.deepEqual([1204, 3.14e-12, -2.5e20].map((value) => measure(value, 'en')), ['1,204', '3.14E-12', '-2.5E20']);
  assert.deepEqual([0, 0.25, 1_500_000, -1e9].map((value) => brief(value, 'en')), ['0', '0.25', '1.5M', '-1B']);
});
