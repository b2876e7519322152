// Tells other tabs which of the device's connections a tab uses, by a lock that all tabs with the same connection share.
const PREFIX = 'synapse-console.in-use ';

let use: { id: string; leave: () => void; left: Promise<unknown> } | undefined;

/** Marks this connection as used by this tab, instead of any other, until it is released or the tab is closed. */
export async function share(id: string): Promise<void> {
  if (use?.id === id) return;
  await letGo();
  const { locks } = navigator;
  // Locks are not available on plain http, except on localhost.
  if (!locks) return;
  let leave = () => {};
  const gone = new Promise<void>((resolve) => (leave = resolve));
  use = { id, leave, left: locks.request(PREFIX + id, { mode: 'shared' }, () => gone) };
}

export async function letGo(): Promise<void> {
  const before = use;
  use = undefined;
  before?.leave();
  await before?.left;
}

/** Whether another tab uses it. This tab no longer does. Undefined if there are no locks. */
export async function isShared(id: string): Promise<boolean | undefined> {
  if (use?.id === id) await letGo();
  return navigator.locks?.request(PREFIX + id, { ifAvailable: true }, (lock) => lock === null);
}
