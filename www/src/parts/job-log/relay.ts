// Log entries, from the tab that reads them to the others that show the same log.
import type { ConsoleLog } from 'synapse-backend-client';
import type { Relay } from '../../lib/log/tabs';

type Message = { kind: 'begun' | 'hello' } | { kind: 'entries'; from: number; entries: ConsoleLog[] };

export function relayOf(name: string): Relay {
  let told: BroadcastChannel | null = null;
  let hasListeners = false;
  return {
    open(size) {
      const line = new BroadcastChannel(name);
      told = line;
      hasListeners = false;
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
      const line = new BroadcastChannel(name);
      line.onmessage = ({ data }: MessageEvent<Message>) => {
        if (data.kind === 'entries') onEntries(data.from, data.entries);
        else if (data.kind === 'begun') post(line, { kind: 'hello' });
      };
      post(line, { kind: 'hello' });
      return () => line.close();
    },
  };
}

function post(line: BroadcastChannel, message: Message): void {
  line.postMessage(message);
}
