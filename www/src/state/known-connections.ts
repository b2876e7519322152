// Lists and forgets the connections of this tab and this device. Loaded with the parts that offer this.
import { drop, dropFromDevice, idOf, IN_USE, KEY, known, LEFT, storages, type Connection } from './connection-store';

/** Includes `current`, wherever it is stored. */
export function knownConnections(current: Connection | null): Connection[] {
  const all = [...(current ? [current] : []), ...storages().flatMap(known)];
  const title = ({ name, baseUrl }: Connection) => name || baseUrl;
  return all.filter((one, index) => index === all.findIndex((other) => idOf(other) === idOf(one))).sort((a, b) => title(a).localeCompare(title(b)));
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
