// Coordinates the tabs of a browser: which one reads a log for all, and how many live logs are open.
import type { BackendClient, Id } from 'synapse-backend-client';
import type { Tabs } from '../../lib/log/tabs';
import { hasSharedLocks, lock, tryLock } from './locks';
import { relayOf } from './relay';

/** Of the six connections that a browser opens to a host over HTTP/1.1. The others are for calls. */
const STREAMS = 4;
/** The limit of a page that does not know the live logs of other windows. */
const STREAMS_ALONE = 1;

/** `scope`: a name that all tabs with the same access share. */
export function tabsOf(client: BackendClient, job: Id, scope: string): Tabs {
  const { origin } = new URL(client.baseUrl);
  const log = `synapse-log ${scope} ${job}`;
  return {
    get hidden() {
      return document.hidden;
    },
    shown: (signal) => visibility(() => !document.hidden, signal),
    onHidden(callback) {
      const controller = new AbortController();
      void visibility(() => document.hidden, controller.signal).then(() => controller.signal.aborted || callback());
      return () => controller.abort();
    },
    tryLead: async () => ((await hasSharedLocks()) ? tryLock(log) : () => {}),
    lead: (signal) => lock(log, signal),
    async tryStream() {
      const most = (await hasSharedLocks()) ? STREAMS : STREAMS_ALONE;
      for (let number = 1; number <= most; number += 1) {
        const release = await tryLock(`synapse-live-log ${origin} ${number}`);
        if (release) return release;
      }
      return null;
    },
    relay: relayOf(log),
  };
}

/** Resolves when the tab is visible or hidden, as requested, or the signal is aborted. */
function visibility(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo() && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** The scope of logs with the same client. */
export function scopeOf(client: BackendClient): string {
  const known = scopes.get(client);
  if (known) return known;
  const made = String(Math.random());
  scopes.set(client, made);
  return made;
}

const scopes = new WeakMap<BackendClient, string>();
