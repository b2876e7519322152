// Which jobs are watched is kept in the tab: a reload forgets none.
import { connection } from './session';

const PREFIX = 'synapse-console.watched ';

/** By backend: another one has other jobs under the same ids. */
function keyOfBackend(): string {
  return PREFIX + (connection.peek()?.baseUrl ?? '');
}

export function recallWatched(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOfBackend()) ?? '');
    return Array.isArray(stored) ? stored.map(String) : [];
  } catch {
    return [];
  }
}

export function keepWatched(ids: readonly string[]): void {
  try {
    if (ids.length > 0) sessionStorage.setItem(keyOfBackend(), JSON.stringify(ids));
    else sessionStorage.removeItem(keyOfBackend());
  } catch {
    // Where a browser forbids storage, a reload forgets them.
  }
}

export function isAnyWatched(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}
