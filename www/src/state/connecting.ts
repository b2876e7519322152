// Ways to another connection, and out of one: loaded with what offers them.
import { ClientError } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { leave, remember, type Connection } from './connection-store';
import { checkHealth, client, connection, health, makeClient, open, rejected } from './session';

/** The console often comes from the very backend that it is for. */
let lastUrl = location.origin;

/** What to offer to who is not connected. */
export function lastBaseUrl(): string {
  return lastUrl;
}

const PROBE_TIMEOUT = 15_000;

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
