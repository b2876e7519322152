// Sends log entries from the tab that reads them to the others that show the same log.
import type { ConsoleLog } from 'synapse-backend-client';
import type { Relay } from '../../lib/log/tabs';

type Message = { kind: 'begun' | 'hello' } | { kind: 'entries'; from: number; entries: ConsoleLog[] };

export function relayOf(name: string): Relay {
  let told: BroadcastChannel | null = null;
  let hasListeners = false;
  return {
    open(size) {
      const line = channel(name);
      told = line;
      hasListeners = false;
      if (!line) return () => {};
      line.onmessage = ({ data }: MessageEvent<Message>) => {
        if (data.kind !== 'hello') return;
        hasListeners = true;
        post(line, { kind: 'entries', from: size(), entries: [] });
      };
      post(line, { kind: 'begun' });
      return () => {
        told = null;
        line.close();
      };
    },
    tell(from, entries) {
      if (told && hasListeners) post(told, { kind: 'entries', from, entries });
    },
    listen(onEntries) {
      const line = channel(name);
      if (!line) return () => {};
      line.onmessage = ({ data }: MessageEvent<Message>) => {
        if (data.kind === 'entries') onEntries(data.from, data.entries);
        else if (data.kind === 'begun') post(line, { kind: 'hello' });
      };
      post(line, { kind: 'hello' });
      return () => line.close();
    },
  };
}

/** Undefined if a browser forbids storage to the page. */
function channel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

function post(line: BroadcastChannel, message: Message): void {
  line.postMessage(message);
}
