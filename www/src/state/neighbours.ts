// The console's other tabs: one that is opened from another is connected as that one is.
import type { Connection } from './connection-store';

type Message = { asked: true } | { told: Connection };

/** There is none where a browser forbids storage to the page. */
function channel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('synapse-console');
  } catch {
    return null;
  }
}

/** Answers other tabs that ask, for as long as this one is connected. */
export function answerNeighbours(connection: () => Connection | null): void {
  const line = channel();
  line?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const told = connection();
    if ('asked' in data && told) line.postMessage({ told } satisfies Message);
  });
}

/** Calls back at most once, with the first answer. */
export function askNeighbours(onAnswer: (connection: Connection) => void): void {
  const line = channel();
  line?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (!('told' in data)) return;
    line.close();
    onAnswer(data.told);
  });
  line?.postMessage({ asked: true } satisfies Message);
}
