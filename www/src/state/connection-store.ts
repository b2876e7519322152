// Where connections are kept: in this tab, or on this device where the person said so. Several may be known; one is in use.
import { isObject } from '../lib/is-object';
import { isShared, letGo, share } from './shared-use';

export interface Connection {
  /** What the person calls it; may be empty. */
  name: string;
  baseUrl: string;
  token: string;
  tenant: string;
  remember: boolean;
}

/** The one in use: in a tab its own; on the device the last that was. */
const KEY = 'synapse-console.connection';
const KNOWN = `${KEY}.known`;
/** In a tab that uses one of the device's: which. */
const IN_USE = `${KEY}.in-use`;
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

/** Without its token. */
export function idOf({ baseUrl, tenant, name }: Connection): string {
  return JSON.stringify([baseUrl, tenant, name]);
}

export function hasLeft(): boolean {
  return Boolean(storages()[0]?.getItem(LEFT));
}

/** What this tab used before it was reloaded. */
export function recallOwn(): Connection | null {
  const [tab, device] = storages();
  if (hasLeft()) return null;
  const id = tab?.getItem(IN_USE);
  const own = parse(tab?.getItem(KEY) ?? null) ?? known(device).find((other) => idOf(other) === id) ?? null;
  if (own?.remember) void share(idOf(own));
  return own;
}

/** What was used last of what the device remembers. */
export function recallLast(): Connection | null {
  return parse(storages()[1]?.getItem(KEY) ?? null);
}

/** `current` among them, wherever it comes from. */
export function knownConnections(current: Connection | null): Connection[] {
  const all = [...(current ? [current] : []), ...storages().flatMap(known)];
  const title = ({ name, baseUrl }: Connection) => name || baseUrl;
  return all.filter((one, index) => index === all.findIndex((other) => idOf(other) === idOf(one))).sort((a, b) => title(a).localeCompare(title(b)));
}

/** From now on, it is the one in use in this tab; the one before stays known. */
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

/** What the device remembers goes with the last tab that uses it: false where that is another one. */
export async function forget(connection: Connection): Promise<boolean> {
  const [tab] = storages();
  const id = idOf(connection);
  drop(tab, id);
  return dropFromDevice(id);
}

/** The one in use is forgotten, and no other takes its place. */
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
