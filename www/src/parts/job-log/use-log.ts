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

/** Lines may come by the thousand: after the first, what came within so many ms is shown together. */
const FLUSH_MS = 100;

/**
 * A job's log, followed for as long as the component is there. Another `round` begins it again. `scope`: the same for all
 * tabs that may see what this client sees.
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
          // One by one: an entry may have more lines than a call has arguments.
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
