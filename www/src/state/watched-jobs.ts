// The watched jobs, stored in the tab, so that a reload keeps them.
import { PREFIX } from './any-watched';
import { connection } from './session';

/** By backend, because others have other jobs with the same ids. */
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
    // If a browser forbids storage, a reload forgets them.
  }
}
