import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

/** Polls a condition for which there is no event. Fails if it is never met. */
export async function until(condition, words) {
  for (let i = 0; i < 1_000; i += 1) {
    if (await condition()) return;
    await setTimeout(10);
  }
  assert.fail(`never: ${words}`);
}

/** Waits until a number has stopped changing. */
export async function untilQuiet(look) {
  let last;
  let same = 0;
  await until(() => {
    const now = look();
    same = now === last ? same + 1 : 0;
    last = now;
    return same === 30;
  }, 'it stops changing');
}
