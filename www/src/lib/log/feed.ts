// Follows a job's log to its end, across broken connections and across tabs.
import { ClientError, type BackendClient, type ConsoleLog, type Id } from 'synapse-backend-client';
import { Reading } from './reading';
import { ALONE, type Tabs } from './tabs';
import { wait } from './wait';

export type FeedState =
  | { name: 'loading' }
  | { name: 'live' }
  /** There is no live log, so the list is polled. */
  | { name: 'polling' }
  | { name: 'reconnecting'; reason: string }
  | { name: 'ended' }
  | { name: 'failed'; error: unknown };

export interface FeedOptions {
  client: BackendClient;
  job: Id;
  signal: AbortSignal;
  tabs?: Tabs;
  onEntries(entries: ConsoleLog[]): void;
  onState(state: FeedState): void;
  /** Resolves after this number of ms, or when the signal is aborted. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
/** Errors that may disappear later. */
const PASSING_CODES = ['connection', 'response_incomplete', 'timeout', 'stream', 'server', 'rate_limit', 'gpu_unavailable'];

/** Settles when the log has ended, cannot be read, or the signal is aborted. It never rejects. */
export async function followLog(options: FeedOptions): Promise<void> {
  const { signal, tabs = ALONE, sleep = wait } = options;
  let failures = 0;
  const onState = (state: FeedState) => {
    if (state.name === 'live' || state.name === 'polling') failures = 0;
    options.onState(state);
  };
  const reading = new Reading({ ...options, tabs, sleep, onState });
  onState({ name: 'loading' });
  // A tab that is opened in the background loads the list, so that it has something to show.
  let outcome = tabs.hidden ? await attempt(() => reading.glance(signal)) : 'again';
  for (;;) {
    if (signal.aborted) return;
    if (outcome === 'ended') return onState({ name: 'ended' });
    if (outcome === 'closed' || outcome instanceof Error) {
      if (outcome instanceof Error && !canPass(outcome)) return onState({ name: 'failed', error: outcome });
      onState({ name: 'reconnecting', reason: outcome instanceof Error ? outcome.message : '' });
      await sleep(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures), signal);
      failures += 1;
    }
    await tabs.shown(signal);
    outcome = await whileShown(tabs, signal, (round) => attempt(() => reading.round(round)));
  }
}

function canPass(error: Error): boolean {
  return ClientError.isInstance(error) && PASSING_CODES.includes(error.code);
}

async function attempt<T>(work: () => Promise<T>): Promise<T | Error> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Ignores the outcome of work that was ended because the tab is hidden. It is started again later. */
async function whileShown<T>(tabs: Tabs, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | 'again'> {
  const hidden = new AbortController();
  const stop = tabs.onHidden(() => hidden.abort());
  try {
    const outcome = await work(AbortSignal.any([signal, hidden.signal]));
    return hidden.signal.aborted ? 'again' : outcome;
  } finally {
    stop();
  }
}
