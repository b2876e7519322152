import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export type Step = 1 | -1;

export interface Hit {
  /** The current match, from 0; -1: none yet. */
  at: number;
  /** Goes to the next or previous match. If the search has not found one yet, it goes there as soon as it has. */
  go(step: Step): void;
}

/** The current match of a search. A different `search` starts again. `goTo` scrolls to a row. */
export function useHit(hits: readonly number[], searching: boolean, search: readonly unknown[], goTo: (row: number) => void): Hit {
  const [at, setAt] = useState(-1);
  const awaited = useRef<Step | null>(null);
  // Before any other key, so that Enter right after typing goes to the first match.
  useLayoutEffect(() => {
    setAt(-1);
    awaited.current = null;
  }, search);
  const go = (step: Step) => {
    // The last match is known at the end of the search.
    const isKnown = hits.length > 0 && (step > 0 || at >= 0 || !searching);
    awaited.current = isKnown || !searching ? null : step;
    if (!isKnown) return;
    const next = at < 0 && step < 0 ? hits.length - 1 : (at + step + hits.length) % hits.length;
    setAt(next);
    goTo(hits[next]!);
  };
  useLayoutEffect(() => {
    if (awaited.current !== null) go(awaited.current);
  }, [hits.length, searching]);
  return { at, go };
}
