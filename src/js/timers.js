// Timers of work that mostly ends before they do.
import { REAL_TIMER } from './runtime.js';

/** Within so many milliseconds, timers that were started are set. */
const SOON = 20;

/** Started, and yet to be set. */
const waiting = new Set();
let isComing = false;

/** A fake clock's timers are set at once: it may be turned at any time. */
let known;
let isReal;

function isLate(delay) {
  if (setTimeout !== known) {
    known = setTimeout;
    isReal = REAL_TIMER?.test(Function.prototype.toString.call(setTimeout));
  }
  return isReal && delay > SOON;
}

/**
 * Calls `onTimeout` after so many milliseconds, unless it is stopped before. To set a timer, and clear it, costs a tenth of a
 * call in Node, and a third in a browser: a long one is set a little later, if it is still needed then.
 */
export function startTimer(onTimeout, delay) {
  if (!isLate(delay)) return { id: setTimeout(onTimeout, delay) };
  const timer = { onTimeout, delay, id: undefined };
  if (!isComing) setTimeout(setAll, SOON);
  isComing = true;
  waiting.add(timer);
  return timer;
}

export function stopTimer(timer) {
  waiting.delete(timer);
  if (timer.id !== undefined) clearTimeout(timer.id);
}

function setAll() {
  isComing = false;
  for (const timer of waiting) timer.id = setTimeout(timer.onTimeout, timer.delay);
  waiting.clear();
}
