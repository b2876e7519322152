// What a page shows of the backend: loaded, refreshed while it is looked at, kept when a refresh fails.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';
import { client, noteFailure, rejected } from './session';

export interface Resource<T> {
  /** The last good answer, also while the next is on its way or has failed. */
  data: T | undefined;
  error: unknown;
  /** When `data` came. */
  at: number;
  loading: boolean;
  refresh(): void;
}

export interface ResourceOptions<T> {
  /** Ms until the next refresh, told from what is known; null for none. */
  every?(data: T): number | null;
}

type State<T> = Pick<Resource<T>, 'data' | 'error' | 'at' | 'loading'>;

/** A backend that does not answer is asked again, but not hammered. */
const AFTER_FAILURE = 5000;

export function useResource<T>(
  load: (client: BackendClient, signal: AbortSignal) => Promise<T>,
  inputs: readonly unknown[],
  { every }: ResourceOptions<T> = {},
): Resource<T> {
  const [state, setState] = useState<State<T>>({ data: undefined, error: undefined, at: 0, loading: true });
  const [round, setRound] = useState(0);
  const latest = useRef({ load, every });
  latest.current = { load, every };
  const source = client.value;
  const blocked = rejected.value;

  useEffect(() => {
    if (!source || blocked) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting = false;

    const again = (ms: number | null | undefined) => {
      if (ms === null || ms === undefined || controller.signal.aborted) return;
      timer = setTimeout(() => (document.hidden ? (waiting = true) : void read()), ms);
    };
    const read = async () => {
      try {
        const data = await latest.current.load(source, controller.signal);
        if (controller.signal.aborted) return;
        setState({ data, error: undefined, at: Date.now(), loading: false });
        again(latest.current.every?.(data));
      } catch (error) {
        if (controller.signal.aborted) return;
        noteFailure(error);
        setState((before) => ({ ...before, error, loading: false }));
        if (latest.current.every) again(AFTER_FAILURE);
      }
    };
    const onVisible = () => {
      if (document.hidden || !waiting) return;
      waiting = false;
      void read();
    };

    setState((before) => ({ ...before, loading: true }));
    void read();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [source, blocked, round, ...inputs]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, refresh };
}
