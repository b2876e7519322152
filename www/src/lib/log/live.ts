// A job's live log, entry by entry.
import type { ConsoleLog, ConsoleLogEvent } from 'synapse-backend-client';
import { isObject } from '../is-object';

export interface LiveEntry {
  entry: ConsoleLog;
  /** The backend's number of it, from 1; NaN if the backend does not number entries. */
  number: number;
}

export class LiveLog {
  /** The backend has sent the end of the log. */
  isComplete = false;
  /** The number of events that the backend has sent. */
  heard = 0;

  constructor(
    private readonly events: AsyncIterableIterator<ConsoleLogEvent>,
    /** Called for each event. */
    private readonly onEvent: () => void,
  ) {}

  get isHeard(): boolean {
    return this.heard > 0;
  }

  /** The next entry; undefined after the last. */
  async next(): Promise<LiveEntry | undefined> {
    for (;;) {
      const { done, value } = await this.events.next();
      if (done) return undefined;
      this.heard += 1;
      this.onEvent();
      this.isComplete = value.type === 'complete';
      if (this.isComplete) return undefined;
      const entry = entryOf(value);
      if (entry) return { entry, number: /^[1-9]\d*$/.test(value.id ?? '') ? Number(value.id) : NaN };
    }
  }

  close(): void {
    void this.events.return?.();
  }
}

function entryOf({ type, data }: ConsoleLogEvent): ConsoleLog | undefined {
  if (type === 'connected') return undefined;
  if (!isObject(data)) return { timestamp: '', level: type === 'error' ? 'ERROR' : 'INFO', message: String(data) };
  return 'message' in data ? (data as ConsoleLog) : undefined;
}
