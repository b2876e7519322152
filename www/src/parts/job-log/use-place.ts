import type { Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LogLine } from '../../lib/log/lines';
import type { LogView } from '../../lib/log/view';

export interface Place {
  /** The marked line if it is visible, otherwise the first visible line, stays at its position on the screen. */
  keep(): void;
  /** Called when the user scrolls or goes elsewhere. */
  leave(): void;
}

/** Keeps a line in its place while rows above it are added, removed or resized. */
export function usePlace(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>,
  view: LogView,
  lines: readonly LogLine[],
  marked: number | undefined,
): Place {
  const kept = useRef<{ line: number; offset: number } | null>(null);

  const topOf = (row: number) => virtualizer.measurementsCache[Math.min(row, view.rows.length - 1)]?.start ?? 0;

  // After each render, because wrapped rows are measured gradually.
  useLayoutEffect(() => {
    if (kept.current && scroller.current) scroller.current.scrollTop = topOf(view.rowOf(kept.current.line)) - kept.current.offset;
  });

  return {
    keep() {
      const element = scroller.current;
      // Its position before the first of several changes.
      if (!element || kept.current) return;
      const { scrollTop, clientHeight } = element;
      const offsetOf = (row: number) => topOf(row) - scrollTop;
      const inSight = virtualizer.getVirtualItems().filter(({ start, end }) => end > scrollTop && start < scrollTop + clientHeight);
      const numberOf = (row: number) => lines[view.rows[row]!]!.number;
      const row = inSight.find(({ index }) => numberOf(index) === marked)?.index ?? inSight[0]?.index;
      kept.current = row === undefined ? null : { line: numberOf(row), offset: offsetOf(row) };
    },
    leave() {
      kept.current = null;
    },
  };
}
