import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { Intake } = await load('lib/log/intake.ts');

const entry = (message, level = 'INFO') => ({ timestamp: '2026-03-01T12:00:00Z', level, message });

/** Resolves after all messages that were sent before. */
async function nextMessage() {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}

function intake() {
  const controller = new AbortController();
  const lines = [];
  const seen = [];
  const made = new Intake(lines, controller.signal, () => seen.push(lines.length));
  return { controller, lines, seen, intake: made, settled: () => new Promise((resolve) => made.after(resolve)) };
}

test('lines are added in order, and then the state is shown', async () => {
  const { intake: log, lines, settled } = intake();
  log.take([entry('a\nb')]);
  log.take([entry('c')]);
  await settled();
  assert.deepEqual(lines.map(({ number, plain }) => [number, plain]), [[1, 'a'], [2, 'b'], [3, 'c']]);
});

test('a log that is left while its lines are added is not updated any more', async (t) => {
  let now = 0;
  t.mock.method(performance, 'now', () => (now += 3));
  const { controller, intake: log, lines, seen } = intake();
  log.take([entry('a\nb\nc\nd\ne')]);
  while (seen.length === 0) await null;
  controller.abort();
  await nextMessage();
  assert.deepEqual(seen, [3]);
  assert.equal(lines.length, 3);
});

test('a level that is nested more deeply than the stack allows does not stop the log', async () => {
  const { intake: log, lines, settled } = intake();
  log.take([entry('a', JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))), entry('b')]);
  await settled();
  assert.deepEqual(lines.map(({ plain }) => plain), ['a', 'b']);
});
