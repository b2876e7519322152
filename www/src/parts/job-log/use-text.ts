// The text search of a log.
import { useLayoutEffect, useMemo, useReducer } from 'preact/hooks';
import type { LogLine } from '../../lib/log/lines';
import { TextSearch } from '../../lib/log/text-search';
import type { LogView } from '../../lib/log/view';
import { inSlices } from '../../lib/slices';

/** An empty `text` means no search. */
export function useText(text: string, lines: readonly LogLine[], view: LogView): TextSearch {
  const [, show] = useReducer((count: number, _: void) => count + 1, 0);
  const search = useMemo(() => new TextSearch(text, lines, view), [text, lines, view]);
  // The first slice runs before any other key, so that Enter right after typing goes to the first match.
  useLayoutEffect(() => {
    if (!search.searching) return;
    const controller = new AbortController();
    void inSlices(search.steps(), controller.signal, show).then(() => controller.signal.aborted || show());
    return () => controller.abort();
  }, [search, view.rows.length]);
  return search;
}
