// Follows a job's log to its end, over broken connections.
import { ClientError, type BackendClient, type ConsoleLog, type Id } from 'synapse-backend-client';
import { isObject } from '../parameters';
import { isEnded } from '../status';
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
async function readOnce({ client, job, signal, onEntries, onState }: FeedOptions, merge: LogMerge, onLive: () => void): Promise<boolean> {
  const known = await client.getJob(job, null, { signal });
  onEntries(merge.list(await client.listJobConsoleLogs(job, { signal })));
  if (isEnded(known.status)) return true;
  merge.begin();
  for await (const event of client.tailJobConsoleLogs(job, { signal })) {
    onLive();
    onState({ name: 'live' });
    if (event.type === 'complete') break;
    const entry = entryOf(event.type, event.data);
    if (entry) onEntries(merge.event(entry));
  }
  // Between the list and the live log's start, lines may have come that only the list has.
  onEntries(merge.list(await client.listJobConsoleLogs(job, { signal })));
  return isEnded((await client.getJob(job, null, { signal })).status);
}

function entryOf(type: string, data: unknown): ConsoleLog | undefined {
  if (type === 'connected') return undefined;
  if (!isObject(data)) return { timestamp: '', level: type === 'error' ? 'ERROR' : 'INFO', message: String(data) };
  return 'message' in data ? (data as ConsoleLog) : undefined;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
