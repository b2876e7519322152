// Stores connections in this tab, or on this device if the user chose so. There may be several; one is in use.
import { isObject } from '../lib/is-object';
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
const KEY = 'synapse-console.connection';
const KNOWN = `${KEY}.known`;
/** The id of the device's connection that this tab uses, if any. */
const IN_USE = `${KEY}.in-use`;
/** Set in a tab that has disconnected. Other tabs may still be connected, and the device still remembers the connection for them. */
const LEFT = `${KEY}.left`;

function storages(): Storage[] {
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

/** The connection of the device that was used last. */
export function recallLast(): Connection | null {
  return parse(storages()[1]?.getItem(KEY) ?? null);
}

/** Includes `current`, wherever it is stored. */
export function knownConnections(current: Connection | null): Connection[] {
  const all = [...(current ? [current] : []), ...storages().flatMap(known)];
  const title = ({ name, baseUrl }: Connection) => name || baseUrl;
  return all.filter((one, index) => index === all.findIndex((other) => idOf(other) === idOf(one))).sort((a, b) => title(a).localeCompare(title(b)));
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

/** Forgets a connection of the device, unless another tab uses it; then returns false. */
export async function forget(connection: Connection): Promise<boolean> {
  const [tab] = storages();
  const id = idOf(connection);
  drop(tab, id);
  return dropFromDevice(id);
}

/** Forgets the connection in use, without switching to another one. */
export async function leave(connection: Connection): Promise<void> {
  const [tab] = storages();
  await forget(connection);
  for (const key of [KEY, IN_USE]) tab?.removeItem(key);
  tab?.setItem(LEFT, 'true');
}

function known(storage: Storage | undefined): Connection[] {
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

function drop(storage: Storage | undefined, id: string): void {
  keep(storage, known(storage).filter((other) => idOf(other) !== id));
}

async function dropFromDevice(id: string): Promise<boolean> {
  const [, device] = storages();
  if (await isShared(id)) return false;
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
