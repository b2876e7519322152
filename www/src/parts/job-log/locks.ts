// Locks that the tabs of a browser share; where it has none, those that the views of a page share.
import type { Release } from '../../lib/log/tabs';

const own = new Set<string>();

/** Null: somebody holds it. */
export async function tryLock(name: string): Promise<Release | null> {
  try {
    return await request(name, { ifAvailable: true });
  } catch {
    if (own.has(name)) return null;
    own.add(name);
    return () => void own.delete(name);
  }
}

/** Waits for it. Only where `hasSharedLocks`. */
export async function lock(name: string, signal: AbortSignal): Promise<Release> {
  return (await request(name, { signal })) ?? (() => {});
}

/** Plain http has none, and a browser may forbid them to a page. */
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
