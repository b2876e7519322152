// Timers of work that mostly ends before they do.
import { defersTimers } from './runtime.js';

/** Within so many milliseconds, timers that were started are set. */
const SOON = 20;

/** Started, and yet to be set. */
const waiting = new Set();
let isComing = false;

/** A fake clock's timers are set at once: it may be turned at any time. */
let known;
let isNative;

function isReal(setTimeout) {
  if (setTimeout !== known) {
    known = setTimeout;
    // A bound function is native code too, but without a name.
    isNative = /^function setTimeout\(\)\s*{\s*\[native code\]\s*}$/.test(Function.prototype.toString.call(setTimeout));
  }
  return isNative;
}

/**
 * Calls `onTimeout` after so many milliseconds, unless it is stopped before. To set a timer, and clear it, costs a third of a
 * call in a browser: there, a long one is set a little later, if it is still needed then.
 */
export function startTimer(onTimeout, delay) {
  if (!defersTimers || delay <= SOON || !isReal(setTimeout)) return { id: setTimeout(onTimeout, delay) };
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
