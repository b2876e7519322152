// What a page shows of the backend: loaded, refreshed while it is looked at, kept when a refresh fails.
import { signal } from '@preact/signals';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';
import { useAsked } from './asked';
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
  /** A name by which the last answer is kept for who comes back to the page. */
  keep?: string;
  /** Ms until the next refresh, told from what is known; null for none. */
  every?(data: T): number | null;
  /** Something of it is seen while the tab is hidden: it is refreshed then, too. */
  whileHidden?: boolean;
}

/** `key`: of the inputs that `data` is the answer to. */
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

/** While it is true, nothing is refreshed but what is asked for: somebody reads. */
export const paused = signal(false);

/** A backend that does not answer is asked again, but not hammered. */
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
  useAsked(load);
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
        // The answer to another question is none to this one.
        setState((before) => ({ ...before, data: before.key === key ? before.data : undefined, error, loading: false }));
        if (latest.current.every) again(AFTER_FAILURE);
      }
    };
    const onFree = () => {
      if (document.hidden || isHeld() || !(waiting || (whileHidden && timer !== undefined))) return;
      void read();
    };

    // What was kept is refreshed without a word: it is the answer to this very question.
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
