// Merges a log from several sources: the backend's list, the live events (which may start later than the log), and the entries that other tabs have
// read.
import type { ConsoleLog } from 'synapse-backend-client';

export class LogMerge {
  private readonly held: ConsoleLog[] = [];
  /** The number of stored entries that the live log has repeated so far; null once it has sent a new one. */
  private repeated: number | null = null;

  get size(): number {
    return this.held.length;
  }

  /** Takes entries, the first of which is at index `from`, and returns the new ones. All entries before it are known. */
  list(entries: readonly ConsoleLog[], from = 0): ConsoleLog[] {
    return this.add(entries.slice(Math.max(0, this.held.length - from)));
  }

  /** Starts a live log. */
  begin(): void {
    this.repeated = 0;
  }

  /** Takes a live entry of unknown position, and returns it if it is new. */
  event(entry: ConsoleLog): ConsoleLog[] {
    if (this.repeated !== null) {
      const known = this.held[this.repeated];
      if (known && known.timestamp === entry.timestamp && known.message === entry.message) {
        this.repeated += 1;
        return [];
      }
      this.repeated = null;
    }
    return this.add([entry]);
  }

  private add(entries: ConsoleLog[]): ConsoleLog[] {
    for (const entry of entries) this.held.push(entry);
    return entries;
  }
}
