// A clock that tests hold in their hands: no test waits, and none depends on how fast a machine is.

import { HELD } from './held.mjs';

export { HELD };

/**
 * Replaces the timers of the global object until the test ends. Timers of `HELD` milliseconds fire at `expire()`. All others
 * are waits: they pass at once, and their lengths are recorded in `waits`.
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
    /** How many timeouts are running. */
    get running() {
      return held.size;
    },
    /** Lets the running timeouts pass. */
    expire() {
      const due = [...held.values()];
      held.clear();
      due.forEach((callback) => callback());
    },
  };
}

/** Whether a timer is one of Node's own: its fetch sets some through the same global. */
function isRuntime() {
  const caller = new Error().stack.split('\n')[3];
  return caller.includes('node:');
}
