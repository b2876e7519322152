// Locks that the tabs of a browser share; where it has none, as on plain http, the views of one page.
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

/** Waits for it. Only where there are shared ones. */
export async function lock(name: string, signal: AbortSignal): Promise<Release> {
  return (await request(name, { signal })) ?? (() => {});
}

export function hasSharedLocks(): boolean {
  return Boolean(navigator.locks);
}

function request(name: string, options: LockOptions): Promise<Release | null> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => (lock ? new Promise<void>((release) => resolve(release)) : resolve(null));
    navigator.locks.request(name, options, hold).catch(reject);
  });
}
