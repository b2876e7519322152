// Moves from one error to the next or previous one, starting at the visible lines.
import type { Virtualizer } from '@tanstack/virtual-core';
import { useEffect, useState } from 'preact/hooks';
import type { LogView } from '../../lib/log/view';
import type { Step } from './use-hit';

export interface Errors {
  total: number;
  /** The current error, from 0; -1: none yet. */
  at: number;
  /** The row of the current error. */
  row: number | undefined;
  go(step: Step): void;
  /** Called when the user moves elsewhere. */
  leave(): void;
}

export function useErrors(
  view: LogView,
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>,
  goTo: (row: number) => void,
): Errors {
  const { errors } = view;
  const [at, setAt] = useState(-1);
  useEffect(() => setAt(-1), [view]);
  const go = (step: Step) => {
    if (errors.length === 0) return;
    const next = at < 0 ? fromSight(errors, virtualizer, step) : at + step;
    const index = (next + errors.length) % errors.length;
    setAt(index);
    goTo(errors[index]!);
  };
  return { total: errors.length, at, row: errors[at], go, leave: () => setAt(-1) };
}

/** The first error below the top of the view, or the last one above its bottom. */
function fromSight(errors: readonly number[], virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>, step: Step): number {
  const range = virtualizer.range;
  if (step < 0) return errors.findLastIndex((row) => row <= (range?.endIndex ?? 0));
  const next = errors.findIndex((row) => row >= (range?.startIndex ?? 0));
  return next < 0 ? 0 : next;
}
