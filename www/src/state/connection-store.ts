// Stores connections in this tab, or on this device if the user chose so. There may be several; one is in use.
import { isObject } from '../lib/is-object';
import { askNeighbours } from './neighbours';
import { isShared, letGo, share } from './shared-use';

export interface Connection {
  /** The user's name for it; may be empty. */
  name: string;
  baseUrl: string;
  token: string;
  tenant: string;
  remember: boolean;
}

/** The one in use: in a tab its own, on the device the last one. */
export const KEY = 'synapse-console.connection';
const KNOWN = `${KEY}.known`;
/** The id of the device's connection that this tab uses, if any. */
export const IN_USE = `${KEY}.in-use`;
/** Set in a tab that has disconnected. Other tabs may still be connected, and the device still remembers the connection for them. */
export const LEFT = `${KEY}.left`;

export function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage];
  } catch {
    // A browser that forbids storage asks each time.
    return [];
  }
}

/** Without its token. */
export function idOf({ baseUrl, tenant, name }: Connection): string {
  return JSON.stringify([baseUrl, tenant, name]);
}

export function hasLeft(): boolean {
  return Boolean(storages()[0]?.getItem(LEFT));
}

/** The connection that this tab used before a reload. */
export function recallOwn(): Connection | null {
  const [tab, device] = storages();
  if (hasLeft()) return null;
  const id = tab?.getItem(IN_USE);
  const own = parse(tab?.getItem(KEY) ?? null) ?? known(device).find((other) => idOf(other) === id) ?? null;
  if (own?.remember) void share(idOf(own));
  return own;
}

/** Keeps the token of this tab over a reload, if another tab has replaced it on the device. */
export function keepOwn(connection: Connection): void {
  if (connection.token !== recallOwn()?.token) storages()[0]?.setItem(KEY, JSON.stringify(connection));
}

/** The connection of the device that was used last. */
export function recallLast(): Connection | null {
  return parse(storages()[1]?.getItem(KEY) ?? null);
}

/** Uses this connection in this tab from now on. The previous one stays known. */
export async function remember(connection: Connection): Promise<void> {
  const [tab, device] = storages();
  const id = idOf(connection);
  const before = parse(tab?.getItem(KEY) ?? null);
  if (before) add(tab, before);
  for (const key of [LEFT, KEY, IN_USE]) tab?.removeItem(key);
  const text = JSON.stringify(connection);
  if (connection.remember) {
    drop(tab, id);
    device?.setItem(KEY, text);
    tab?.setItem(IN_USE, id);
    void share(id);
  } else {
    await dropFromDevice(id);
    await letGo();
    tab?.setItem(KEY, text);
  }
  const home = connection.remember ? device : tab;
  add(home, connection);
}

export function known(storage: Storage | undefined): Connection[] {
  try {
    const list: unknown = JSON.parse(storage?.getItem(KNOWN) ?? '');
    return Array.isArray(list) ? list.map(read).filter((one) => one !== null) : [];
  } catch {
    return [];
  }
}

function keep(storage: Storage | undefined, list: Connection[]): void {
  if (list.length > 0) storage?.setItem(KNOWN, JSON.stringify(list));
  else storage?.removeItem(KNOWN);
}

function add(storage: Storage | undefined, connection: Connection): void {
  drop(storage, idOf(connection));
  keep(storage, [...known(storage), connection]);
}

export function drop(storage: Storage | undefined, id: string): void {
  keep(storage, known(storage).filter((other) => idOf(other) !== id));
}

export async function dropFromDevice(id: string): Promise<boolean> {
  const [, device] = storages();
  const isUsed = async () => (await askNeighbours()).some((other) => other.remember && idOf(other) === id);
  if ((await isShared(id)) ?? (await isUsed())) return false;
  drop(device, id);
  const last = recallLast();
  if (last && idOf(last) === id) device?.removeItem(KEY);
  return true;
}

function parse(text: string | null): Connection | null {
  try {
    return read(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}

function read(value: unknown): Connection | null {
  if (!isObject(value)) return null;
  const { name, baseUrl, token, tenant, remember: kept } = value;
  if (typeof baseUrl !== 'string' || typeof token !== 'string' || typeof tenant !== 'string') return null;
  return { name: typeof name === 'string' ? name : '', baseUrl, token, tenant, remember: kept === true };
}
