// The connection: its URL, its token, and its health.
import { signal } from '@preact/signals';
import { BackendClient, type BackendClientOptions, type Hooks } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { hasLeft, idOf, keepOwn, recallLast, recallOwn, remember, type Connection } from './connection-store';
import { answerNeighbours, askNeighbours } from './neighbours';
import { noteDate, resetClock } from './server-clock';
import { vocabulary } from './vocabulary';

export type Health = { name: 'unknown' | 'retrying' | 'down' } | { name: 'ok'; ms: number };

export const connection = signal<Connection | null>(null);
export const client = signal<BackendClient | null>(null);
export const health = signal<Health>({ name: 'unknown' });
/** Until it is known whether there is a stored connection. */
export const restoring = signal(true);
/** A token that was valid is refused now. The page stays, and a dialog asks for another one. */
export const rejected = signal(false);

/** Paths of calls that may fail with 401 because of the credentials of an agent or a storage. */
const OF_OTHERS = /^\/(agents\/[^/]+\/connect|storages|plugins\/[^/]+\/run)\//;

/** Hooks that observe the health of a connection while it is in use. */
export function observe(isInUse: () => boolean) {
  return {
    onResponse({ status, durationMs, url, headers }) {
      if (!isInUse()) return;
      noteDate(headers['date']);
      health.value = { name: 'ok', ms: Math.round(durationMs) };
      if (status !== 401) return;
      // Then only an answer of the backend itself counts.
      if (OF_OTHERS.test(url.slice(client.peek()?.baseUrl.length))) checkHealth();
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

/** Uses this connection from now on. */
export function open(target: Connection): void {
  const before = connection.value;
  // Another backend may have another vocabulary and another clock, and its health is unknown.
  if (before && idOf(before) !== idOf(target)) {
    vocabulary.value = 'document';
    resetClock();
    health.value = { name: 'unknown' };
  }
  connection.value = target;
  client.value = makeClient(target, { hooks: observe(() => connection.peek() === target) });
  rejected.value = false;
}

/** Uses the connection of another tab, unless the user has connected in the meantime. */
async function join(late: Connection): Promise<void> {
  if (connection.value || hasLeft()) return;
  await remember(late);
  open(late);
}

/** Takes the new token from another tab, so that the user enters it only once. It is stored on the device only if the user chose so in both tabs. */
function renew({ refused, renewed }: { refused: string; renewed: Connection }): void {
  const own = connection.value;
  if (own?.token !== refused || idOf(own) !== idOf(renewed)) return;
  const target = { ...renewed, remember: own.remember && renewed.remember };
  void remember(target);
  open(target);
}

export async function restore(): Promise<void> {
  answerNeighbours(() => connection.value, renew);
  window.addEventListener('storage', () => {
    if (connection.value && !rejected.value) keepOwn(connection.value);
  });
  const own = recallOwn();
  const told = own || hasLeft() ? own : ((await askNeighbours(join))[0] ?? recallLast());
  if (told && !own) await remember(told);
  if (told) open(told);
  restoring.value = false;
  checkHealth();
}

/** The opened page may make no request, but the health must be visible. */
export function checkHealth(): void {
  client.value?.listJobs({ page_size: 1 }).catch(noteFailure);
}

/** Call this with each failure that reaches a page, because hooks are not called for a call without any answer. */
export function noteFailure(error: unknown): void {
  if (isUnreachable(error)) health.value = { name: 'down' };
}
