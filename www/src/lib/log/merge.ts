// One log from several sources: the list that a backend keeps, the live events, which may or may not begin at its start,
// and what other tabs have read.
import type { ConsoleLog } from 'synapse-backend-client';

export class LogMerge {
  private readonly held: ConsoleLog[] = [];
  /** Held entries that the live log has repeated so far; null once it has said something new. */
  private repeated: number | null = null;

  get size(): number {
    return this.held.length;
  }

  /** Takes entries of which the first is the one at `from`, and answers what of them is new. Those before it are held. */
  list(entries: readonly ConsoleLog[], from = 0): ConsoleLog[] {
    return this.add(entries.slice(Math.max(0, this.held.length - from)));
  }

  /** A live log begins. */
  begin(): void {
    this.repeated = 0;
  }

  /** Takes a live entry of which the place is not known, and answers it if it is new. */
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
