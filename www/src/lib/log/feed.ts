// Follows a job's log to its end, over broken connections.
import { ClientError, type BackendClient, type ConsoleLog, type Id } from 'synapse-backend-client';
import { isEnded } from '../status';
import { listPages } from './list';
import { LiveLog } from './live';
import { LogMerge } from './merge';

export type FeedState =
  | { name: 'loading' }
  | { name: 'live' }
  | { name: 'reconnecting'; reason: string }
  | { name: 'ended' }
  | { name: 'failed'; error: unknown };

export interface FeedOptions {
  client: BackendClient;
  job: Id;
  signal: AbortSignal;
  onEntries(entries: ConsoleLog[]): void;
  onState(state: FeedState): void;
  /** Resolves after that many ms, or when the signal is aborted. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

/** Ms that the live log has to say its first line before the list is asked for. */
const HEAD_START = 500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
/** These can be mended by waiting. */
const PASSING_CODES = ['connection', 'response_incomplete', 'timeout', 'stream', 'server', 'rate_limit', 'gpu_unavailable'];

/** Settles when the log has ended, cannot be read, or the signal is aborted. It never rejects. */
export async function followLog(options: FeedOptions): Promise<void> {
  const { signal, onState, sleep = wait } = options;
  const merge = new LogMerge();
  let failures = 0;
  onState({ name: 'loading' });
  while (!signal.aborted) {
    let reason = '';
    try {
      const ended = await readOnce(options, merge, () => (failures = 0));
      if (ended) return onState({ name: 'ended' });
    } catch (error) {
      if (signal.aborted) return;
      if (!ClientError.isInstance(error) || !PASSING_CODES.includes(error.code)) return onState({ name: 'failed', error });
      reason = error.message;
    }
    onState({ name: 'reconnecting', reason });
    await sleep(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures), signal);
    failures += 1;
  }
}

/** Reads what there is, then what comes; false when the backend closed the live log before the job's end. */
async function readOnce(options: FeedOptions, merge: LogMerge, onLive: () => void): Promise<boolean> {
  const { client, job, signal, onEntries, onState, sleep = wait } = options;
  const hasEnded = async () => isEnded((await client.getJob(job, null, { signal })).status);
  const readList = async () => {
    let from = 0;
    for await (const entries of listPages(client, job, signal)) {
      onEntries(merge.list(entries, from));
      from += entries.length;
    }
  };
  let isOver = false;
  let isHeard = false;
  let isCaughtUp = false;
  const tell = () => {
    if (isOver || !isHeard || !isCaughtUp) return;
    onLive();
    onState({ name: 'live' });
  };
  const live = new LiveLog(client.tailJobConsoleLogs(job, { signal }), () => {
    isHeard = true;
    tell();
  });
  // Of a job that is over, the list has all that a live log fails to tell.
  const forgiving = <T>(entry: Promise<T>) => (isOver ? entry.catch(() => undefined) : entry);
  merge.begin();
  const first = live.next();
  first.catch(() => {});
  try {
    isOver = await hasEnded();
    const opening = await Promise.race([first.catch(() => undefined), sleep(HEAD_START, signal)]);
    // Told from the job's first line on, a log is on the screen line by line, when a long list would still be on its way.
    const isWhole = opening?.isFirst === true;
    if (!isWhole) {
      await readList();
      if (isOver) return true;
    }
    isCaughtUp = true;
    tell();
    for (let found = await forgiving(first); found; found = await forgiving(live.next())) onEntries(merge.event(found.entry));
    // What was written between the list and the live log's start, or after a break, only the list has.
    if (!isWhole || !live.isComplete) await readList();
    return isOver || (await hasEnded());
  } finally {
    live.close();
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
