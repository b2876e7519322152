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
    { result: { errors: ['Out of memory.', 'And more.'] } },
    { result: { errors: [{ loc: ['size'], msg: 'Out of memory.', type: 'value' }] } },
    { result: { errorMessage: 'Out of memory.', 'status': 'failed' } },
    { result: { 'Failure-Reason': 'Out of memory.' } },
    { result: '{"error": "Out of memory."}' },
    { result: [{ error: 'Out of memory.' }] },
    { result: { error: '\u001b[31mOut of\u001b[0m memory.' } },
    { status_message: 'Out of memory.', type: 'batch' },
  ];
  for (const job of reported) assert.equal(failureOf(job), 'Out of memory.', JSON.stringify(job));
  const celery = { exc_type: 'OSError', exc_message: ['truncated'], exc_module: 'builtins' };
  const nested = { error: { type: 'OSError', message: 'truncated' } };
  for (const result of [nested, celery]) assert.equal(failureOf({ result }), 'OSError: truncated');
});

test('the last line of a traceback is shown', () => {
  const error = 'Traceback (most recent call last):\n  File "io.py", line 88\nOSError: truncated\n';
  for (const name of ['error', 'traceback']) assert.equal(failureOf({ result: { [name]: error } }), 'OSError: truncated');
});

test('of a traceback whose end has several lines, all of them are told', () => {
  const end = 'OperationalError: no such table\n[SQL: SELECT 1]\n(Background on this error at: https://sqlalche.me)';
  const error = `Traceback (most recent call last):\n  File "io.py", line 88\n    run()\n${end}`;
  assert.equal(failureOf({ result: { error } }), end);
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
  for (const words of ['Segmentation fault (core dumped)', 'bash: run: command not found', 'npm ERR! code 1', 'AssertionError']) {
    assert.equal(errorLineOf(linesOfAll([['INFO', words], ['INFO', 'bye']])).plain, words);
  }
  assert.equal(errorLineOf(linesOfAll([['', 'fine'], ['', 'no error found']])), undefined);
});

test('a line that only says that it failed is passed over, where another one says why', () => {
  for (const last of ['Job failed', 'The process exited with code 1.', 'FAILED']) {
    assert.equal(errorLineOf(linesOfAll([['ERROR', 'Disk full'], ['ERROR', last]])).plain, 'Disk full');
    assert.equal(errorLineOf(linesOfAll([['INFO', 'ok'], ['ERROR', last]])).plain, last);
  }
  assert.equal(errorLineOf(linesOfAll([['ERROR', 'first'], ['ERROR', 'Upload of a.bin failed']])).plain, 'Upload of a.bin failed');
});
