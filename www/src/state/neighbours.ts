// The console's other tabs. A new tab gets the connection of an existing one.
import type { Connection } from './connection-store';

/** `used`: the time of the last input in the tab that replies. */
type Message = { asked: true } | { told: Connection; used: number };

/** How long to wait for replies, in ms. */
const PATIENCE = 150;

/** Undefined if a browser forbids storage to the page. */
function channel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('synapse-console');
  } catch {
    return null;
  }
}

/** Replies to other tabs while this one is connected. */
export function answerNeighbours(connection: () => Connection | null): void {
  const line = channel();
  let used = 0;
  for (const input of ['pointerdown', 'keydown']) window.addEventListener(input, () => (used = Date.now()), true);
  line?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const told = connection();
    if ('asked' in data && told) line.postMessage({ told, used } satisfies Message);
  });
}

/**
 * The connection of the tab that was used last, because a link was followed there. Tabs may be connected to different backends. `onLate` is called
 * with the reply of a tab that was too busy to reply in time.
 */
export function askNeighbours(onLate: (told: Connection) => unknown): Promise<Connection | null> {
  const line = channel();
  if (!line) return Promise.resolve(null);
  return new Promise((resolve) => {
    let best: { told: Connection; used: number } | undefined;
    line.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if ('told' in data && data.used >= (best?.used ?? 0)) best = data;
    });
    line.postMessage({ asked: true } satisfies Message);
    setTimeout(() => {
      resolve(best?.told ?? null);
      line.onmessage = ({ data }) => data.told && onLate(data.told);
    }, PATIENCE);
  });
}
