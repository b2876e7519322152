// Splits entries into lines in the background, because one answer may contain a million lines.
import type { ConsoleLog } from 'synapse-backend-client';
import { inSlices } from '../slices';
import { linesOf, type LogLine } from './lines';

export class Intake {
  private work: Promise<void> = Promise.resolve();

  constructor(
    /** Grows in place. */
    private readonly lines: LogLine[],
    private readonly signal: AbortSignal,
    /** Called when lines were added. */
    private readonly onLines: () => void,
  ) {}

  take(entries: readonly ConsoleLog[]): void {
    if (entries.length === 0) return;
    this.after(() => inSlices(this.steps(entries), this.signal, this.onLines));
    this.after(this.onLines);
  }

  /** Calls `act` after all earlier entries were added, unless the signal is aborted. */
  after(act: () => void | Promise<void>): void {
    this.work = this.work.then(() => (this.signal.aborted ? undefined : act()));
  }

  private *steps(entries: readonly ConsoleLog[]): Generator<void> {
    for (const entry of entries) {
      for (const line of linesOf(entry, this.lines.length + 1)) {
        this.lines.push(line);
        yield;
      }
    }
  }
}
