// Timers of work that mostly ends before they do.
import { REAL_TIMER } from './runtime.js';

/** Within so many milliseconds, timers that were started are set. */
const SOON = 20;

/** Timers are not set for longer: they would fire at once. */
export const LONGEST = 2 ** 31 - 1;

/** Started, and yet to be set; those among them that were stopped meanwhile are not. */
let waiting = [];

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
 * Calls its owner's `onTimeout`, unless it is stopped before; it may be started again and again. To set a timer, and clear
 * it, costs a tenth of a call in Node, and a third in a browser: a long one is set a little later, if it still runs then.
 */
export class Timer {
  start(owner, delay) {
    this.stop();
    this.owner = owner;
    this.delay = Math.min(delay, LONGEST);
    if (!isLate(delay)) return this.set();
    if (this.isWaiting) return;
    this.isWaiting = true;
    if (waiting.push(this) === 1) setTimeout(setAll, SOON);
  }

  set() {
    this.id = setTimeout(() => this.owner?.onTimeout(), this.delay);
  }

  stop() {
    // What it belongs to is not held for a timer that only waits to be forgotten.
    this.owner = undefined;
    if (this.id === undefined) return;
    clearTimeout(this.id);
    this.id = undefined;
  }
}

function setAll() {
  const timers = waiting;
  waiting = [];
  for (const timer of timers) {
    timer.isWaiting = false;
    if (timer.owner) timer.set();
  }
}
