// Locks shared by the tabs of a browser, or, if it has none, by the logs of a page.
import type { Release } from '../../lib/log/tabs';

const own = new Set<string>();

/** Null: the lock is held by another. */
export async function tryLock(name: string): Promise<Release | null> {
  try {
    return await request(name, { ifAvailable: true });
  } catch {
    if (own.has(name)) return null;
    own.add(name);
    return () => void own.delete(name);
  }
}

/** Waits for the lock. Only if `hasSharedLocks`. */
export async function lock(name: string, signal: AbortSignal): Promise<Release> {
  return (await request(name, { signal })) ?? (() => {});
}

/** Plain http has no locks, and a browser may forbid them to a page. */
export async function hasSharedLocks(): Promise<boolean> {
  try {
    await navigator.locks.query();
    return true;
  } catch {
    return false;
  }
}

function request(name: string, options: LockOptions): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => (lock ? new Promise<void>((release) => resolve(release)) : resolve(null));
    navigator.locks.request(name, options, hold).catch(reject);
  });
}
