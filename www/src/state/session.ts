// The connection: where to, with which token, and how it is doing.
import { signal } from '@preact/signals';
import { BackendClient, ClientError, type BackendClientOptions, type Hooks } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { forget, hasLeft, recall, remember, type Connection } from './connection-store';
import { answerNeighbours, askNeighbours } from './neighbours';
import { noteDate } from './server-clock';

export type Health = { name: 'unknown' | 'retrying' | 'down' } | { name: 'ok'; ms: number };

export const connection = signal<Connection | null>(null);
export const client = signal<BackendClient | null>(null);
export const health = signal<Health>({ name: 'unknown' });
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

/** What tells how the connection is doing. */
const observers = {
  onResponse({ status, durationMs, url, headers }) {
    noteDate(headers['date']);
    health.value = { name: 'ok', ms: Math.round(durationMs) };
    if (status !== 401) return;
    // It may be the agent that refuses: only an answer of the backend's own tells.
    if (isOfAgent(url)) client.value?.listJobs({ page_size: 1 }).catch(noteFailure);
    else rejected.value = true;
  },
  onRetry({ reason }) {
    if (isUnreachable(reason)) health.value = { name: 'retrying' };
  },
} satisfies Hooks;

function makeClient({ baseUrl, token, tenant }: Connection, more?: Partial<BackendClientOptions>): BackendClient {
  return new BackendClient({ baseUrl, apiToken: token, ...(tenant && { tenant }), ...more });
}

function open(target: Connection): void {
  connection.value = target;
  client.value = makeClient(target, { hooks: observers });
}

export interface TracedClient {
  client: BackendClient;
  /** Of its last answer, where that has one: other clients' answers, which come all the time, do not count. */
  lastRequestId(): string | undefined;
}

/** The connection's client once more, for calls whose answers somebody is told of. */
export function traced(connected: BackendClient, more?: Partial<BackendClientOptions>): TracedClient {
  let last: string | undefined;
  const hooks: Hooks = {
    ...observers,
    onResponse(event) {
      last = event.requestId;
      observers.onResponse(event);
    },
  };
  return { client: connected.withOptions({ hooks, ...more }), lastRequestId: () => last };
}

/** Rejects, and changes nothing, where the backend does not take the token or does not answer. */
export async function connect(target: Connection, signal?: AbortSignal): Promise<void> {
  const probe = makeClient(target, { retry: false, timeout: PROBE_TIMEOUT });
  const asked = performance.now();
  try {
    await probe.listJobs({ page_size: 1 }, { signal });
  } catch (error) {
    if (!isAnswer(error)) throw error;
  }
  await remember(target);
  health.value = { name: 'ok', ms: Math.round(performance.now() - asked) };
  open(target);
  rejected.value = false;
}

/** A backend that knows the token may well refuse to list its jobs, or be unwell for the moment. */
function isAnswer(error: unknown): boolean {
  if (!ClientError.isInstance(error) || isUnreachable(error) || error.statusCode === null || error.statusCode === 401) return false;
  // Whatever server there is answers so to an address that it does not know.
  return error.code !== 'invalid_response' && (error.code !== 'not_found' || typeof error.response === 'object');
}

export async function disconnect(): Promise<void> {
  await forget();
  lastUrl = connection.value?.baseUrl ?? lastUrl;
  connection.value = null;
  client.value = null;
  rejected.value = false;
}

/** As another tab is connected, so is this one, for as long as it is open. */
async function join(told: Connection): Promise<void> {
  if (client.value) return;
  await remember({ ...told, remember: false });
  open({ ...told, remember: false });
}

export function restore(): void {
  answerNeighbours(() => connection.value);
  const stored = recall();
  if (!stored) return hasLeft() ? undefined : void askNeighbours((told) => void join(told));
  open(stored);
  // The page that is opened may ask for nothing, and health is to be seen all the same.
  client.value?.listJobs({ page_size: 1 }).catch(noteFailure);
}

/** To be told of each failure that reaches a page: a call that got no answer at all is told by no hook. */
export function noteFailure(error: unknown): void {
  if (isUnreachable(error)) health.value = { name: 'down' };
}
