// Loads data for a page: refreshes it while it is visible, and keeps it if a refresh fails.
import { signal } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';
import { useRegisteredCalls } from './registered-calls';
import { client, noteFailure, rejected } from './session';

export interface Resource<T> {
  /** The last successful answer, also while the next one is loading or has failed. */
  data: T | undefined;
  error: unknown;
  /** When `data` arrived. */
  at: number;
  loading: boolean;
  refresh(): void;
}

export interface ResourceOptions<T> {
  /** A name under which the last answer is kept for a user who comes back to the page. */
  keep?: string;
  /** The delay until the next refresh in ms, from the current data; null for none. */
  every?(data: T): number | null;
  /** A part of it is visible while the tab is hidden, so it is refreshed then as well. */
  whileHidden?: boolean;
}

/** `key`: identifies the inputs that `data` belongs to. */
type State<T> = Pick<Resource<T>, 'data' | 'error' | 'at' | 'loading'> & { key: string };

/** By client, name and inputs. */
const kept = new WeakMap<BackendClient, Map<string, Kept>>();
type Kept = { data: unknown; at: number };

function keptOf(client: BackendClient | null): Map<string, Kept> {
  const known = client && kept.get(client);
  if (known) return known;
  const made = new Map<string, Kept>();
  if (client) kept.set(client, made);
  return made;
}

/** While it is true, nothing is refreshed automatically, because the user is reading. */
export const paused = signal(false);

/** Failed refreshes are repeated, with increasing delays. */
const AFTER_FAILURE = 5000;

export function useResource<T>(
  load: (client: BackendClient, signal: AbortSignal) => Promise<T>,
  inputs: readonly unknown[],
  { every, keep, whileHidden = false }: ResourceOptions<T> = {},
): Resource<T> {
  const source = client.value;
  const key = JSON.stringify([keep, ...inputs]);
  const [state, setState] = useState<State<T>>(() => {
    const before = keep ? keptOf(source).get(key) : undefined;
    return { data: before?.data as T | undefined, error: undefined, at: before?.at ?? 0, key, loading: !before };
  });
  const [round, setRound] = useState(0);
  const latest = useRef({ load, every });
  latest.current = { load, every };
  useRegisteredCalls(load);
  const blocked = rejected.value;

  useEffect(() => {
    if (!source || blocked) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiting = false;

    const isHeld = () => !whileHidden && (document.hidden || paused.peek());
    const again = (ms: number | null | undefined) => {
      if (ms === null || ms === undefined || controller.signal.aborted) return;
      timer = setTimeout(() => (isHeld() ? (waiting = true) : void read()), ms);
    };
    const read = async () => {
      waiting = false;
      clearTimeout(timer);
      timer = undefined;
      try {
        const data = await latest.current.load(source, controller.signal);
        if (controller.signal.aborted) return;
        const at = Date.now();
        if (keep) keptOf(source).set(key, { data, at });
        setState({ data, error: undefined, at, key, loading: false });
        again(latest.current.every?.(data));
      } catch (error) {
        if (controller.signal.aborted) return;
        noteFailure(error);
        // The answer belongs to other inputs.
        setState((before) => ({ ...before, data: before.key === key ? before.data : undefined, error, loading: false }));
        if (latest.current.every) again(AFTER_FAILURE);
      }
    };
    const onFree = () => {
      if (document.hidden || isHeld() || !(waiting || (whileHidden && timer !== undefined))) return;
      void read();
    };

    // Kept data is refreshed silently, because it belongs to the same inputs.
    setState((before) => ({ ...before, loading: round > 0 || before.key !== key || before.data === undefined }));
    void read();
    document.addEventListener('visibilitychange', onFree);
    const unsubscribe = paused.subscribe(onFree);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onFree);
      unsubscribe();
    };
  }, [source, blocked, round, ...inputs]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, refresh };
}
