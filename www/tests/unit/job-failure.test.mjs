import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { errorLineOf, failureOf } = await load('lib/job-failure.ts');
const { linesOf } = await load('lib/log/lines.ts');

const linesOfAll = (entries) => entries.flatMap(([level, message], index) => [...linesOf({ timestamp: '', level, message }, index + 1)]);

test('the reason of a failure is found in many fields', () => {
  const reported = [
    { result: 'Out of memory.' },
    { result: { error: 'Out of memory.' } },
    { result: { detail: ['Out of memory.'] } },
    { result: { error: { message: 'Out of memory.' } } },
    { result: null, error_message: 'Out of memory.' },
    { result: {}, metadata: { reason: ' Out of memory. ' } },
  ];
  for (const job of reported) assert.equal(failureOf(job), 'Out of memory.', JSON.stringify(job));
  assert.equal(failureOf({ result: { error: { type: 'OSError', message: 'truncated' } } }), 'OSError: truncated');
});

test('the last line of a traceback is shown', () => {
  const error = 'Traceback (most recent call last):\n  File "io.py", line 88\nOSError: truncated\n';
  assert.equal(failureOf({ result: { error } }), 'OSError: truncated');
});

test('a job without a reason has none', () => {
  for (const job of [{}, { result: '' }, { result: { error: null } }, { result: { error: 3, rows: [] } }, { result: [] }]) {
    assert.equal(failureOf(job), null, JSON.stringify(job));
  }
});

test('the last error of a log is found by its level, or else by its text', () => {
  const byLevel = linesOfAll([['ERROR', 'first'], ['ERROR', 'second'], ['INFO', 'ValueError: caught']]);
  assert.equal(errorLineOf(byLevel).plain, 'second');
  const byWords = linesOfAll([['', 'ValueError: bad'], ['', '0 errors, 0 failed'], ['', 'bye']]);
  assert.equal(errorLineOf(byWords).plain, 'ValueError: bad');
  assert.equal(errorLineOf(linesOfAll([['', 'fine'], ['', 'no error found']])), undefined);
});
