import type { Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LogLine } from '../../lib/log/lines';
import type { LogView } from '../../lib/log/view';

export interface Place {
  /** The line that is marked, where it is in sight, or else the first that is, stays where it is on the screen. */
  keep(): void;
  /** For who scrolls, or goes elsewhere. */
  leave(): void;
}

/** Keeps a line in its place while rows come and go above it, or get another height. */
export function usePlace(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>,
  view: LogView,
  lines: readonly LogLine[],
  marked: number | undefined,
): Place {
  const kept = useRef<{ line: number; offset: number } | null>(null);

  const topOf = (row: number) => virtualizer.measurementsCache[Math.min(row, view.rows.length - 1)]?.start ?? 0;

  // With each rendering: rows that are broken get their heights bit by bit.
  useLayoutEffect(() => {
    if (kept.current && scroller.current) scroller.current.scrollTop = topOf(view.rowOf(kept.current.line)) - kept.current.offset;
  });

  return {
    keep() {
      const element = scroller.current;
      // Where it was before the first of several changes.
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
