// Searches for a regular expression while one is set.
import { useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import type { LogLine } from '../../lib/log/lines';
import { patternOf, type Ranges } from '../../lib/log/matches';
import { PatternSearch } from '../../lib/log/pattern-search';
import type { LogView } from '../../lib/log/view';
import { openWorker } from './open-worker';

/** Why the lines could not be searched, or not completely. */
export type PatternFault = { name: 'pattern'; reason: string } | { name: 'slow'; searched: number } | { name: 'failed' };

export interface Pattern {
  /** Positions among the rows of the view. */
  hits: readonly number[];
  rangesOf(line: number): Ranges;
  searching: boolean;
  fault: PatternFault | undefined;
}

/** `source` undefined: no search. */
export function usePattern(source: string | undefined, lines: readonly LogLine[], view: LogView): Pattern {
  const [version, show] = useReducer((count: number, _: void) => count + 1, 0);
  const [search, setSearch] = useState<PatternSearch>();
  const reason = useMemo(() => (source === undefined ? undefined : faultOf(source)), [source]);

  useEffect(() => {
    setSearch(undefined);
    if (source === undefined || source === '' || reason !== undefined) return;
    const begun = new PatternSearch(source, lines, openWorker, () => show());
    setSearch(begun);
    return () => begun.close();
  }, [source, lines, reason]);
  useEffect(() => search?.extend(), [search, lines.length]);

  const hits = useMemo(() => rowsOf(search, view), [search, view, version, view.rows.length]);
  return {
    hits,
    rangesOf: (line) => search?.found.get(line) ?? [],
    searching: search?.state === 'searching',
    fault: reason !== undefined ? { name: 'pattern', reason } : problemOf(search),
  };
}

/** The browser's message without the pattern, which is visible anyway. */
function faultOf(source: string): string | undefined {
  try {
    patternOf(source);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*\/gi: /s, '') : String(error);
  }
}

function problemOf(search: PatternSearch | undefined): PatternFault | undefined {
  if (search?.state === 'slow') return { name: 'slow', searched: search.searched };
  return search?.state === 'failed' ? { name: 'failed' } : undefined;
}

function rowsOf(search: PatternSearch | undefined, view: LogView): number[] {
  const rows: number[] = [];
  for (const line of search?.found.keys() ?? []) {
    // With all levels, lines and rows are the same.
    const row = view.rows[line] === line ? line : view.rowOf(line + 1);
    if (view.rows[row] === line) rows.push(row);
  }
  return rows;
}
