// Where a connection is kept: in this tab, or on this device where the person said so.
import { isObject } from '../lib/is-object';

export interface Connection {
  baseUrl: string;
  token: string;
  tenant: string;
  remember: boolean;
}

const KEY = 'synapse-console.connection';
/** In a tab that has disconnected: others may still be connected, and the device remember it for them. */
const LEFT = `${KEY}.left`;

function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // A browser that forbids storage asks each time.
    return [];
  }
}

export function hasLeft(): boolean {
  return Boolean(storages()[0]?.getItem(LEFT));
}

export function recall(): Connection | null {
  const [tab, device] = storages();
  if (hasLeft()) return null;
  const stored = parse(tab?.getItem(KEY) ?? null) ?? parse(device?.getItem(KEY) ?? null);
  if (stored?.remember) share();
  return stored;
}

export async function remember(connection: Connection): Promise<void> {
  await forget();
  const [tab, device] = storages();
  tab?.removeItem(LEFT);
  const text = JSON.stringify(connection);
  if (!connection.remember) return tab?.setItem(KEY, text);
  tab?.removeItem(KEY);
  device?.setItem(KEY, text);
  share();
}

/** What the device remembers goes with the last tab that uses it. */
export async function forget(): Promise<void> {
  const [tab, device] = storages();
  tab?.removeItem(KEY);
  if (use && (await use.end())) device?.removeItem(KEY);
  use = undefined;
  tab?.setItem(LEFT, 'true');
}

/** While this tab uses what the device remembers; its end tells whether no other tab does. */
let use: { end(): Promise<boolean> } | undefined;

function share(): void {
  if (use) return;
  const { locks } = navigator;
  // There are none on plain http, but for this very machine.
  if (!locks) return void (use = { end: async () => true });
  let leave = () => {};
  // The browser lets go of it when the tab is closed.
  const left = locks.request(KEY, { mode: 'shared' }, () => new Promise<void>((resolve) => (leave = resolve)));
  use = {
    async end() {
      leave();
      await left;
      return locks.request(KEY, { ifAvailable: true }, (lock) => lock !== null);
    },
  };
}

function parse(text: string | null): Connection | null {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!isObject(value)) return null;
    const { baseUrl, token, tenant, remember: kept } = value;
    if (typeof baseUrl !== 'string' || typeof token !== 'string' || typeof tenant !== 'string') return null;
    return { baseUrl, token, tenant, remember: kept === true };
  } catch {
    return null;
  }
}
