// The interface between a log and the browser's tabs that show it. Browsers open six HTTP/1.1 connections to a host, and a live log occupies one of
// them, so the tabs share.
import type { ConsoleLog } from 'synapse-backend-client';

export type Release = () => void;

/** Sends the entries that one tab reads to the others. */
export interface Relay {
  /** Tells other tabs on request how many entries there are. */
  open(size: () => number): Release;
  tell(from: number, entries: ConsoleLog[]): void;
  /** `from`: the number of entries before these. */
  listen(onEntries: (from: number, entries: ConsoleLog[]) => void): Release;
}

export interface Tabs {
  readonly hidden: boolean;
  /** Resolves when the tab is visible, or the signal is aborted. */
  shown(signal: AbortSignal): Promise<void>;
  /** Calls back when the tab is hidden. */
  onHidden(callback: () => void): Release;
  /** Takes the role of the one tab that reads this log for all. Null: another tab has it. */
  tryLead(): Promise<Release | null>;
  /** Waits until no other tab reads this log. */
  lead(signal: AbortSignal): Promise<Release>;
  /** Takes a connection for a live log. Null: the browser has none to spare. */
  tryStream(): Promise<Release | null>;
  readonly relay: Relay;
}

const nothing = () => {};
const free = async () => nothing;

/** A tab without others, always visible. */
export const ALONE: Tabs = {
  hidden: false,
  shown: async () => {},
  onHidden: () => nothing,
  tryLead: free,
  lead: free,
  tryStream: free,
  relay: { open: () => nothing, tell: nothing, listen: () => nothing },
};
