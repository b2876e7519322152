// What ends a piece of work before it is done: the caller's signal, the clock, or whoever reads no further.
import { reusesSignals } from './runtime.js';
import { LONGEST, Timer } from './timers.js';

/** The calls that listen to each signal, by one listener: Node warns of a leak at eleven. */
const listeners = new WeakMap();

function listen(signal, guard) {
  if (!listeners.has(signal)) {
    const guards = new Set();
    const onAbort = () => [...guards].forEach((each) => each.onAbort());
    listeners.set(signal, { guards, onAbort });
    signal.addEventListener('abort', onAbort);
  }
  listeners.get(signal).guards.add(guard);
}

function unlisten(signal, guard) {
  const { guards, onAbort } = listeners.get(signal) ?? {};
  if (!guards?.delete(guard) || guards.size) return;
  signal.removeEventListener?.('abort', onAbort);
  listeners.delete(signal);
}

/**
 * Controllers of attempts that ended well, for the next ones: in Node, making one costs more than all else that is done
 * for a call. Not for ever, since a fetch may leave a listener on its signal until it is collected.
 */
const spare = [];
const MAX_USES = 64;

const lease = (controller) => ({ controller, signal: controller.signal, uses: 0 });

/** Watches over one call. It works on one thing at a time; the faults that it rejects with are `{ kind, cause? }`. */
export class Guard {
  constructor(signal) {
    this.signal = signal;
  }

  /**
   * Works until done, until the call ends, or until `limit` milliseconds (0: any number) have passed. Work that was given
   * up may go on, unheard. Whoever awaits this rests afterwards, or works on.
   */
  within(limit, work) {
    this.watch();
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      this.giveUp = reject;
      this.limit = limit;
      this.rewind();
      work().then(resolve, reject);
    });
  }

  /** Waits so many milliseconds. */
  async sleep(delay) {
    // Also for no delay at all: an abort must be seen.
    for (let rest = Math.max(delay, 1); rest > 0; rest -= LONGEST) {
      const step = this.within(Math.min(rest, LONGEST), () => new Promise(() => {}));
      await step.catch((fault) => {
        if (fault.kind !== 'timeout') throw fault;
      });
    }
  }

  /** Starts the clock of the work under way anew. */
  rewind() {
    if (this.limit) (this.timer ??= new Timer()).start(this, this.limit);
    else this.rest();
  }

  onTimeout() {
    this.giveUp({ kind: 'timeout', words: `no whole answer within ${this.limit} ms` });
    this.hangUp();
  }

  /** Stops the clock: no work is under way. */
  rest() {
    this.limit = 0;
    this.timer?.stop();
  }

  /** Listens to the caller's signal, from the first work on. */
  watch() {
    if (!this.signal || this.isWatching) return;
    this.isWatching = true;
    if (this.signal.aborted) this.onAbort();
    else listen(this.signal, this);
  }

  onAbort() {
    // A signal without reasons (a polyfill) has the standard's own.
    this.end({ kind: 'aborted', cause: this.signal.reason ?? AbortSignal.abort().reason });
  }

  /** Ends the whole call after so many milliseconds. */
  endAfter(limit) {
    const fault = { kind: 'deadline', words: `the job has not ended within ${limit} ms` };
    this.deadline = setTimeout(() => this.end(fault), Math.min(limit, LONGEST));
  }

  /** Ends the call for one who reads no further. */
  stop() {
    this.end({ kind: 'stopped' });
  }

  /** Ends the call at once, whatever it is doing: nothing is sent afterwards. */
  end(fault) {
    this.ended ??= fault;
    this.giveUp?.(this.ended);
    this.close();
  }

  /** The signal of a new attempt: it aborts when the attempt is given up. */
  attemptSignal() {
    this.lease = spare.pop() ?? lease(new AbortController());
    return this.lease.signal;
  }

  /** The attempt's answer is read: there is nothing left to abort. */
  settle() {
    if (reusesSignals && this.lease && ++this.lease.uses < MAX_USES) spare.push(this.lease);
    this.lease = undefined;
  }

  /** Gives up what is not read of the attempt's answer: its connection is closed. */
  hangUp() {
    this.lease?.controller.abort(this.ended?.cause);
    this.lease = undefined;
  }

  /** Leaves nothing behind: no request, no timer, no listener. */
  close() {
    this.rest();
    this.hangUp();
    if (this.deadline !== undefined) clearTimeout(this.deadline);
    if (this.signal) unlisten(this.signal, this);
  }
}
