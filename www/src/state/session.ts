// The connection: where to, with which token, and how it is doing.
import { signal } from '@preact/signals';
import { BackendClient, ClientError, type BackendClientOptions, type Hooks } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { hasLeft, idOf, leave, recallLast, recallOwn, remember, type Connection } from './connection-store';
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

/** The console often comes from the very backend that it is for. */
let lastUrl = location.origin;

/** What to offer to who is not connected. */
export function lastBaseUrl(): string {
  return lastUrl;
}

const PROBE_TIMEOUT = 15_000;

/** Whether a call is passed on to an agent, which answers in the backend's stead. */
export function isOfAgent(url: string | null): boolean {
  return /\/agents\/[^/]+\/connect\/$/.test(url ?? '');
}

/** What tells how a connection is doing, for as long as it is the one in use. */
function observe(isInUse: () => boolean) {
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

function makeClient({ baseUrl, token, tenant }: Connection, more?: Partial<BackendClientOptions>): BackendClient {
  return new BackendClient({ baseUrl, apiToken: token, ...(tenant && { tenant }), ...more });
}

function open(target: Connection): void {
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

export interface TracedClient {
  client: BackendClient;
  /** Of its last answer, where that has one: other clients' answers, which come all the time, do not count. */
  lastRequestId(): string | undefined;
}

/** The connection's client once more, for calls whose answers somebody is told of. */
export function traced(connected: BackendClient, more?: Partial<BackendClientOptions>): TracedClient {
  let last: string | undefined;
  const observers = observe(() => client.peek() === connected);
  const hooks: Hooks = {
    ...observers,
    onResponse(event) {
      last = event.requestId;
      observers.onResponse(event);
    },
  };
  return { client: connected.withOptions({ hooks, ...more }), lastRequestId: () => last };
}

/** Rejects, and changes nothing, where the backend does not take the token or does not answer. `mayOpen` is asked once it does. */
export async function connect(target: Connection, mayOpen: () => Promise<boolean> = async () => true): Promise<void> {
  const probe = makeClient(target, { retry: false, timeout: PROBE_TIMEOUT });
  const asked = performance.now();
  try {
    await probe.listJobs({ page_size: 1 });
  } catch (error) {
    if (!isAnswer(error)) throw error;
  }
  if (!(await mayOpen())) return;
  await remember(target);
  open(target);
  health.value = { name: 'ok', ms: Math.round(performance.now() - asked) };
}

/** A backend that knows the token may well refuse to list its jobs, or be unwell for the moment. */
function isAnswer(error: unknown): boolean {
  if (!ClientError.isInstance(error) || isUnreachable(error) || error.statusCode === null || error.statusCode === 401) return false;
  // Whatever server there is answers so to an address that it does not know.
  return error.code !== 'invalid_response' && (error.code !== 'not_found' || typeof error.response === 'object');
}

export async function disconnect(): Promise<void> {
  const { value: left } = connection;
  if (left) await leave(left);
  lastUrl = left?.baseUrl ?? lastUrl;
  connection.value = null;
  client.value = null;
  rejected.value = false;
}

/** To one whose token is known. Whether it still holds is told by what the page asks for. */
export async function switchTo(target: Connection): Promise<void> {
  await remember(target);
  open(target);
  checkHealth();
}

export async function restore(): Promise<void> {
  answerNeighbours(() => connection.value);
  const own = recallOwn();
  const told = own || hasLeft() ? own : ((await askNeighbours()) ?? recallLast());
  if (told && !own) await remember(told);
  if (told) open(told);
  restoring.value = false;
  checkHealth();
}

/** The page that is opened may ask for nothing, and health is to be seen all the same. */
function checkHealth(): void {
  client.value?.listJobs({ page_size: 1 }).catch(noteFailure);
}

/** To be told of each failure that reaches a page: a call that got no answer at all is told by no hook. */
export function noteFailure(error: unknown): void {
  if (isUnreachable(error)) health.value = { name: 'down' };
}
