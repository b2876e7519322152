// Which of the connections that the device remembers a tab uses: told to the other tabs by a lock that all who use it share.
const PREFIX = 'synapse-console.in-use ';

let use: { id: string; leave: () => void; left: Promise<unknown> } | undefined;

/** Until it lets go of it, or is closed, this tab uses this one, and no other. */
export async function share(id: string): Promise<void> {
  if (use?.id === id) return;
  await letGo();
  const { locks } = navigator;
  // There are none on plain http, but for this very machine.
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

/** Whether another tab uses it; this one does no more. */
export async function isShared(id: string): Promise<boolean> {
  if (use?.id === id) await letGo();
  return (await navigator.locks?.request(PREFIX + id, { ifAvailable: true }, (lock) => lock === null)) ?? false;
}
