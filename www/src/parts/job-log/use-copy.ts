// Copies the text of the log: rows outside of the view are not in the page, and between rows there are numbers and columns.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { LogView } from '../../lib/log/view';

export interface Selection {
  /** The rows at the two ends of the selection. They must stay in the page, otherwise the browser loses the selection. */
  ends(): number[];
  onCopy(event: ClipboardEvent): void;
  onKeyDown(event: KeyboardEvent): void;
}

type Ends = { first: number; last: number };

/** `text`: the text of the selected rows. */
export function useCopy(
  scroller: RefObject<HTMLDivElement | null>,
  numberOf: (row: number) => number,
  view: LogView,
  text: (rows: readonly number[]) => string,
): Selection {
  /** As line numbers, because the rows change with the filter. */
  const held = useRef<number[]>([]);
  const latest = useRef(numberOf);
  latest.current = numberOf;

  useEffect(() => {
    const note = () => {
      const range = scroller.current && selected(scroller.current);
      const rows = range ? [rowAt(range.startContainer), rowAt(range.endContainer)] : [];
      held.current = rows.filter((row) => row !== null).map((row) => latest.current(indexOf(row)));
    };
    document.addEventListener('selectionchange', note);
    return () => document.removeEventListener('selectionchange', note);
  }, []);

  return {
    ends: () => held.current.map((number) => view.rowOf(number)).filter((row) => row < view.rows.length),
    onCopy(event) {
      const range = scroller.current && selected(scroller.current);
      const ends = range && endsOf(range, view.rows.length - 1);
      if (!ends) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text(view.rows.slice(ends.first, ends.last + 1)));
    },
    onKeyDown(event) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'a') return;
      event.preventDefault();
      document.getSelection()?.selectAllChildren(event.currentTarget as HTMLElement);
    },
  };
}

function selected(element: HTMLElement): AbstractRange | null {
  const selection = document.getSelection();
  const root = element.getRootNode();
  // A selection in a shadow root is available only on request.
  const composed = root instanceof ShadowRoot ? selection?.getComposedRanges?.({ shadowRoots: [root] }) : undefined;
  const range = composed ? composed[0] : selection?.rangeCount && selection.getRangeAt(0);
  if (!range) return null;
  return element.contains(range.startContainer) && element.contains(range.endContainer) ? range : null;
}

/** The rows of the selection; null if it is within one line's text, which is copied normally. */
function endsOf(range: AbstractRange, end: number): Ends | null {
  if (range.collapsed) return null;
  const [start, stop] = [rowAt(range.startContainer), rowAt(range.endContainer)];
  if (start && start === stop && isInText(range.startContainer) && isInText(range.endContainer)) return null;
  const first = start ? indexOf(start) + (hasText(start, range, 'after') ? 0 : 1) : 0;
  const last = stop ? indexOf(stop) - (hasText(stop, range, 'before') ? 0 : 1) : end;
  return first <= last ? { first, last } : null;
}

/** Whether any part of a row is after the start of the range, or before its end. A range often ends at the start of the next row. */
function hasText(row: HTMLElement, range: AbstractRange, side: 'after' | 'before'): boolean {
  const part = document.createRange();
  // The line number is not text.
  part.setStartAfter(row.firstElementChild!);
  part.setEndAfter(row.lastElementChild!);
  const [node, offset] = side === 'after' ? [range.startContainer, range.startOffset] : [range.endContainer, range.endOffset];
  if (part.comparePoint(node, offset) !== 0) return (part.comparePoint(node, offset) < 0) === (side === 'after');
  if (side === 'after') part.setStart(node, offset);
  else part.setEnd(node, offset);
  return part.toString() !== '';
}

function rowAt(node: Node): HTMLElement | null {
  return elementOf(node)?.closest<HTMLElement>('.log-row') ?? null;
}

function isInText(node: Node): boolean {
  return elementOf(node)?.closest('.log-text') !== null;
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

function indexOf(row: HTMLElement): number {
  return Number(row.dataset['index']);
}
