import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { inSlices } = await load('lib/slices.ts');

/** A clock that advances by 3 ms with each call. */
function slowClock(t) {
  let now = 0;
  t.mock.method(performance, 'now', () => (now += 3));
}

test('long work lets the page run between slices', async (t) => {
  slowClock(t);
  const heard = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => heard.push('page');
  function* steps() {
    for (let step = 0; step < 7; step += 1) {
      heard.push(step);
      channel.port2.postMessage(null);
      yield;
    }
  }
  await inSlices(steps(), new AbortController().signal, () => heard.push('slice'));
  channel.port1.close();
  assert.deepEqual(heard.slice(0, 4), [0, 1, 2, 'slice']);
  assert.ok(heard.indexOf('page') < heard.indexOf(3), heard.join(' '));
  assert.ok(heard.includes(6));
});

test('work stops when the signal is aborted', async (t) => {
  slowClock(t);
  const controller = new AbortController();
  let steps = 0;
  function* forEver() {
    for (;;) yield (steps += 1);
  }
  await inSlices(forEver(), controller.signal, () => controller.abort());
  assert.equal(steps, 3);
});

test('long work lets the page run between slices, also without MessageChannel', async (t) => {
  slowClock(t);
  const { MessageChannel } = globalThis;
  globalThis.MessageChannel = undefined;
  t.after(() => (globalThis.MessageChannel = MessageChannel));
  const heard = [];
  setTimeout(() => heard.push('page'));
  await inSlices([1, 2, 3, 4].values(), new AbortController().signal, () => heard.push('slice'));
  assert.deepEqual(heard, ['slice', 'page']);
});
