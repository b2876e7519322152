// What a log asks of the tab that shows it, and of the other tabs that show the same one. Browsers open six HTTP/1.1
// connections to a host, and a live log keeps one of them: so tabs take turns.
import type { ConsoleLog } from 'synapse-backend-client';

export type Release = () => void;

/** Hands what one tab reads of a log to the others. */
export interface Relay {
  /** Others are told how much there is when they ask. */
  open(size: () => number): Release;
  tell(from: number, entries: ConsoleLog[]): void;
  /** `from`: how many entries are before them. */
  listen(onEntries: (from: number, entries: ConsoleLog[]) => void): Release;
}

export interface Tabs {
  readonly hidden: boolean;
  /** Resolves when the tab is in sight, or the signal is aborted. */
  shown(signal: AbortSignal): Promise<void>;
  /** Calls back when the tab gets out of sight. */
  onHidden(callback: () => void): Release;
  /** Of all tabs that show this log, one reads it. Null: another one does. */
  tryLead(): Promise<Release | null>;
  /** Waits until no other tab reads this log. */
  lead(signal: AbortSignal): Promise<Release>;
  /** A connection for a live log; null: as many are open as the browser has connections to spare. */
  tryStream(): Promise<Release | null>;
  readonly relay: Relay;
}

const nothing = () => {};
const free = async () => nothing;

/** A tab by itself, always in sight. */
export const ALONE: Tabs = {
  hidden: false,
  shown: async () => {},
  onHidden: () => nothing,
  tryLead: free,
  lead: free,
  tryStream: free,
  relay: { open: () => nothing, tell: nothing, listen: () => nothing },
};
