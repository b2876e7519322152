// A fake clock: no test waits, and none depends on the speed of a machine.

import { HELD } from './held.mjs';

export { HELD };

/**
 * Replaces the timers of the global object until the test ends. Timers of `HELD` milliseconds fire at `expire()`. All others are waits:
 * they fire at once, and their lengths are recorded in `waits`.
 */
export function fakeClock(test) {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const held = new Map();
  const waits = [];
  const cancelled = new Set();
  let last = 0;

  globalThis.setTimeout = (callback, delay, ...args) => {
    if (isRuntime()) return real.setTimeout(callback, delay, ...args);
    const id = ++last;
    if (delay === HELD) {
      held.set(id, callback);
    } else {
      waits.push(delay);
      setImmediate(() => cancelled.delete(id) || callback());
    }
    return id;
  };
  globalThis.clearTimeout = (id) => {
    if (typeof id === 'object') real.clearTimeout(id);
    else if (!held.delete(id)) cancelled.add(id);
  };
  test.after(() => Object.assign(globalThis, real));

  return {
    waits,
    /** The number of running timeouts. */
    get running() {
      return held.size;
    },
    /** Fires the running timeouts. */
    expire() {
      const due = [...held.values()];
      held.clear();
      due.forEach((callback) => callback());
    },
  };
}

/** Whether a timer belongs to Node, whose fetch sets some through the same global. */
function isRuntime() {
  const caller = new Error().stack.split('\n')[3];
  return caller.includes('node:');
}
