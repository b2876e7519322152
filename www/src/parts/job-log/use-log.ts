import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { BackendClient, Id } from 'synapse-backend-client';
import { followLog, type FeedState } from '../../lib/log/feed';
import { Intake } from '../../lib/log/intake';
import type { LogLine } from '../../lib/log/lines';
import { scopeOf, tabsOf } from './tabs';

export interface Log {
  /** Grows in place. */
  lines: LogLine[];
  /** The number of lines to show. It grows in steps, because each update costs time for all lines. */
  total: number;
  state: FeedState;
}

/** After the first lines, all lines within this number of ms are shown together. In a long log the interval is longer, because each update costs more. */
const FLUSH_MS = 100;
const FLUSH_MS_PER_LINE = 0.0005;

/**
 * Follows a job's log while the component is mounted. A new `round` starts again. `scope`: a name that all tabs with the same access share.
 */
export function useLog(client: BackendClient, job: Id, scope: string | undefined, round: number): Log {
  const [, show] = useReducer((count: number, _: void) => count + 1, 0);
  const log = useRef<Log>({ lines: [], total: 0, state: { name: 'loading' } });

  useEffect(() => {
    const controller = new AbortController();
    const current: Log = { lines: [], total: 0, state: { name: 'loading' } };
    log.current = current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Shown together with the lines, so that no log counts as complete before its last lines are shown.
    let { state } = current;
    const flush = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          Object.assign(current, { total: current.lines.length, state });
          show();
        },
        current.total > 0 ? Math.max(FLUSH_MS, current.lines.length * FLUSH_MS_PER_LINE) : 0,
      );
    };
    const intake = new Intake(current.lines, controller.signal, flush);
    void followLog({
      client,
      job,
      signal: controller.signal,
      tabs: tabsOf(client, job, scope ?? scopeOf(client)),
      onEntries: (entries) => intake.take(entries),
      onState: (next) =>
        intake.after(() => {
          state = next;
          flush();
        }),
    });
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [client, job, scope, round]);

  return log.current;
}
