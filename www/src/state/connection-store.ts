// Where a connection is kept: in this tab, or on this device where the person said so.
import { isObject } from '../lib/parameters';

export interface Connection {
  baseUrl: string;
  token: string;
  tenant: string;
  remember: boolean;
}

const KEY = 'synapse-console.connection';

function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // A browser that forbids storage asks each time.
    return [];
  }
}

export function recall(): Connection | null {
  for (const storage of storages()) {
    const stored = parse(storage.getItem(KEY));
    if (stored) return stored;
  }
  return null;
}

export function remember(connection: Connection): void {
  forget();
  const [tab, device] = storages();
  (connection.remember ? device : tab)?.setItem(KEY, JSON.stringify(connection));
}

export function forget(): void {
  for (const storage of storages()) storage.removeItem(KEY);
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
