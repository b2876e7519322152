import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { BackendClient, Id } from 'synapse-backend-client';
import { followLog, type FeedState } from '../../lib/log/feed';
import { linesOf, type LogLine } from '../../lib/log/lines';
import { scopeOf, tabsOf } from './tabs';

export interface Log {
  /** Grows in place. */
  lines: LogLine[];
  state: FeedState;
}

/** Thousands of lines may arrive at once. After the first ones, all lines within this number of ms are shown together. */
const FLUSH_MS = 100;

/**
 * Follows a job's log while the component is mounted. A new `round` starts again. `scope`: a name that all tabs with the same access share.
 */
export function useLog(client: BackendClient, job: Id, scope: string | undefined, round: number): Log {
  const [, show] = useReducer((count: number, _: void) => count + 1, 0);
  const log = useRef<Log>({ lines: [], state: { name: 'loading' } });

  useEffect(() => {
    const controller = new AbortController();
    const current: Log = { lines: [], state: { name: 'loading' } };
    log.current = current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hasShown = false;
    const flush = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          hasShown = current.lines.length > 0;
          show();
        },
        hasShown ? FLUSH_MS : 0,
      );
    };
    void followLog({
      client,
      job,
      signal: controller.signal,
      tabs: tabsOf(client, job, scope ?? scopeOf(client)),
      onEntries(entries) {
        for (const entry of entries) {
          // One by one, because an entry may have more lines than a call may have arguments.
          for (const line of linesOf(entry, current.lines.length + 1)) current.lines.push(line);
        }
        if (entries.length > 0) flush();
      },
      onState(state) {
        current.state = state;
        flush();
      },
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, job, scope, round]);

  return log.current;
}
