import { defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect, Virtualizer, type Range } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

export const LINE_HEIGHT = 24;
const OVERSCAN = 16;

/** A row that is already in the page with the same height need not be measured again. */
export function remeasure(virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>, scroller: HTMLDivElement | null): void {
  // From here on, all rows have their estimated height.
  virtualizer.getTotalSize();
  for (const row of scroller?.querySelectorAll<HTMLDivElement>('.log-row') ?? []) {
    virtualizer.resizeItem(virtualizer.indexFromElement(row), row.offsetHeight);
  }
}

/**
 * The visible rows of a scrolling element, and those that must stay. Rows may be measured; their heights are stored by key. Until then, a row is one
 * line high.
 */
export function useVirtual(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  getItemKey: (row: number) => number,
  staying: () => number[],
): Virtualizer<HTMLDivElement, HTMLDivElement> {
  const [, show] = useReducer((number: number, _: void) => number + 1, 0);
  const options = {
    count,
    getItemKey,
    overscan: OVERSCAN,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    rangeExtractor: (range: Range) => [...new Set([...staying(), ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => show(),
  };
  const held = useRef<Virtualizer<HTMLDivElement, HTMLDivElement>>(null);
  held.current ??= new Virtualizer<HTMLDivElement, HTMLDivElement>(options);
  const virtualizer = held.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}
