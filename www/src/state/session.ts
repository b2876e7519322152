// The connection: where to, with which token, and how it is doing.
import { signal } from '@preact/signals';
import { BackendClient, type BackendClientOptions, type Hooks } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { hasLeft, idOf, recallLast, recallOwn, remember, type Connection } from './connection-store';
import { answerNeighbours, askNeighbours } from './neighbours';
import { noteDate, resetClock } from './server-clock';
import { vocabulary } from './vocabulary';

export type Health = { name: 'unknown' | 'retrying' | 'down' } | { name: 'ok'; ms: number };

export const connection = signal<Connection | null>(null);
export const client = signal<BackendClient | null>(null);
export const health = signal<Health>({ name: 'unknown' });
/** Until it is known whether there is a connection to go on with. */
export const restoring = signal(true);
/** The token was good once and is refused now: the page stays, and asks for another. */
export const rejected = signal(false);

/** Whether a call is passed on to an agent, which answers in the backend's stead. */
export function isOfAgent(url: string | null): boolean {
  return /\/agents\/[^/]+\/connect\/$/.test(url ?? '');
}

/** What tells how a connection is doing, for as long as it is the one in use. */
export function observe(isInUse: () => boolean) {
  return {
    onResponse({ status, durationMs, url, headers }) {
      if (!isInUse()) return;
      noteDate(headers['date']);
      health.value = { name: 'ok', ms: Math.round(durationMs) };
      if (status !== 401) return;
      // It may be the agent that refuses: only an answer of the backend's own tells.
      if (isOfAgent(url)) checkHealth();
      else rejected.value = true;
    },
    onRetry({ reason }) {
      if (isInUse() && isUnreachable(reason)) health.value = { name: 'retrying' };
    },
  } satisfies Hooks;
}

export function makeClient({ baseUrl, token, tenant }: Connection, more?: Partial<BackendClientOptions>): BackendClient {
  return new BackendClient({ baseUrl, apiToken: token, ...(tenant && { tenant }), ...more });
}

/** From now on, it is the one in use. */
export function open(target: Connection): void {
  const before = connection.value;
  // Another backend may have other words and another clock, and is not known to answer.
  if (before && idOf(before) !== idOf(target)) {
    vocabulary.value = 'document';
    resetClock();
    health.value = { name: 'unknown' };
  }
  connection.value = target;
  client.value = makeClient(target, { hooks: observe(() => connection.peek() === target) });
  rejected.value = false;
}

/** Who has not connected by themselves meanwhile is connected as another tab is. */
async function join(late: Connection): Promise<void> {
  if (connection.value || hasLeft()) return;
  await remember(late);
  open(late);
}

export async function restore(): Promise<void> {
  answerNeighbours(() => connection.value);
  const own = recallOwn();
  const told = own || hasLeft() ? own : ((await askNeighbours(join)) ?? recallLast());
  if (told && !own) await remember(told);
  if (told) open(told);
  restoring.value = false;
  checkHealth();
}

/** The page that is opened may ask for nothing, and health is to be seen all the same. */
export function checkHealth(): void {
  client.value?.listJobs({ page_size: 1 }).catch(noteFailure);
}

/** To be told of each failure that reaches a page: a call that got no answer at all is told by no hook. */
export function noteFailure(error: unknown): void {
  if (isUnreachable(error)) health.value = { name: 'down' };
}
