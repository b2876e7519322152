// The console's other tabs. A new tab gets the connection of an existing one.
import type { Connection } from './connection-store';

/** A random number, because all tabs receive the replies. */
type Question = { asked: number };
/** `used`: the time of the last input in the tab that replies. */
type Answer = { told: Connection; used: number; to: number };
/** A refused token, and the connection that replaces it. */
type Renewal = { refused: string; renewed: Connection };
type Message = Question | Answer | Renewal;

/** How long to wait for replies, in ms. */
const PATIENCE = 150;

/** Null if a browser forbids storage to the page. A page does not receive its own messages. */
const line = channel();

function channel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('synapse-console');
  } catch {
    return null;
  }
}

/** Replies to other tabs while this one is connected. `onRenewed` is called when another tab has replaced a refused token. */
export function answerNeighbours(connection: () => Connection | null, onRenewed: (renewal: Renewal) => void): void {
  let used = 0;
  for (const input of ['pointerdown', 'keydown']) window.addEventListener(input, () => (used = Date.now()), true);
  line?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const told = connection();
    if ('renewed' in data) onRenewed(data);
    if ('asked' in data && told) line.postMessage({ told, used, to: data.asked } satisfies Message);
  });
}

export function tellRenewed(renewal: Renewal): void {
  line?.postMessage(renewal);
}

/**
 * The connections of the other tabs. The tab that was used last comes first, because a link was followed there. Tabs may be connected to
 * different backends. `onLate` is called with the reply of a tab that was too busy to reply in time.
 */
export function askNeighbours(onLate?: (told: Connection) => unknown): Promise<Connection[]> {
  return new Promise((resolve) => {
    const asked = Math.random();
    const answers: Answer[] = [];
    let isLate = false;
    const hear = ({ data }: MessageEvent<Message>) => {
      if (!('to' in data) || data.to !== asked) return;
      if (isLate) onLate?.(data.told);
      else answers.push(data);
    };
    line?.addEventListener('message', hear);
    line?.postMessage({ asked } satisfies Message);
    setTimeout(() => {
      isLate = true;
      if (!onLate) line?.removeEventListener('message', hear);
      resolve(answers.sort((one, other) => other.used - one.used).map(({ told }) => told));
    }, line ? PATIENCE : 0);
  });
}
