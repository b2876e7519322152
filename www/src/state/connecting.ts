// Connects, switches and disconnects. Loaded with the parts that offer this.
import { AuthenticationError, ClientError } from 'synapse-backend-client';
import { isUnreachable } from '../lib/unreachable';
import { remember, type Connection } from './connection-store';
import { leave } from './known-connections';
import { tellRenewed } from './neighbours';
import { checkHealth, client, connection, health, makeClient, open, rejected } from './session';

/** The console is often served by the backend that it is for. */
let lastUrl = location.origin;

/** The suggested URL for a user who is not connected. */
export function lastBaseUrl(): string {
  return lastUrl;
}

const PROBE_TIMEOUT = 15_000;

/**
 * Rejects without a change if the backend does not accept the token or does not respond. `mayOpen` is called when it has accepted it. If it
 * returns false, nothing changes.
 */
export async function connect(target: Connection, mayOpen: (found: Connection) => Promise<boolean>): Promise<boolean> {
  const asked = performance.now();
  const found = { ...target, baseUrl: await findBackend(target) };
  if (!(await mayOpen(found))) return false;
  const before = connection.peek();
  const isRenewal = rejected.peek();
  await remember(found);
  open(found);
  if (before && isRenewal) tellRenewed({ refused: before.token, renewed: found });
  health.value = { name: 'ok', ms: Math.round(performance.now() - asked) };
  return true;
}

/** Users may paste the address of a page: of a console, or of a list. Then the backend is at one of the folders above it. */
async function findBackend(target: Connection): Promise<string> {
  const { baseUrl: typed } = target;
  // The address of the connection in use is not changed, because the page depends on it.
  const [given = typed, ...above] = typed === connection.peek()?.baseUrl ? [typed] : addressesFrom(typed);
  const error = await probe({ ...target, baseUrl: given });
  if (isElsewhere(error)) {
    for (const baseUrl of above) {
      const other = await probe({ ...target, baseUrl });
      if (other instanceof AuthenticationError) throw other;
      if (!other || (isAnswer(other) && !isElsewhere(other))) return baseUrl;
    }
  }
  if (error && !isAnswer(error)) throw error;
  return given;
}

/** Resolves with the error, if any. */
async function probe(target: Connection): Promise<unknown> {
  try {
    await makeClient(target, { retry: false, timeout: PROBE_TIMEOUT }).listJobs({ page_size: 1 });
  } catch (error) {
    return error;
  }
}

/** The address itself, and those of the folders above it. */
function addressesFrom(typed: string): string[] {
  if (!URL.canParse(typed)) return [typed];
  const { origin, pathname, username } = new URL(typed);
  // An invalid address is reported as it was typed.
  if (origin === 'null' || username) return [typed];
  const folders = pathname.split('/').filter(Boolean);
  return Array.from({ length: folders.length + 1 }, (_, index) => [origin, ...folders.slice(0, folders.length - index)].join('/'));
}

/** A server has responded, but there is no list of jobs. */
function isElsewhere(error: unknown): boolean {
  return ClientError.isInstance(error) && ['not_found', 'invalid_response'].includes(error.code);
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
