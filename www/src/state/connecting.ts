// Connects, switches and disconnects. Loaded with the parts that offer this.
import { ClientError } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { leave, remember, type Connection } from './connection-store';
import { checkHealth, client, connection, health, makeClient, open, rejected } from './session';

/** The console is often served by the backend that it is for. */
let lastUrl = location.origin;

/** The suggested URL for a user who is not connected. */
export function lastBaseUrl(): string {
  return lastUrl;
}

const PROBE_TIMEOUT = 15_000;

/** Rejects without a change if the backend does not accept the token or does not respond. `mayOpen` is called when it has accepted it. */
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

/** A backend that accepts the token may refuse to list its jobs, or fail temporarily. */
function isAnswer(error: unknown): boolean {
  if (!ClientError.isInstance(error) || isUnreachable(error) || error.statusCode === null || error.statusCode === 401) return false;
  // Any server answers like this to an unknown path.
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

/** Switches to a backend whose token is known. The requests of the page show whether it is still valid. */
export async function switchTo(target: Connection): Promise<void> {
  await remember(target);
  open(target);
  checkHealth();
}
