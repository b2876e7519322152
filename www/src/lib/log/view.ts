// The visible part of a log: the lines of the chosen levels.
import type { Level, LogLine } from './lines';

export class LogView {
  /** Indices of the lines that are shown. */
  readonly rows: number[] = [];
  /** Positions in `rows` of the lines where an error begins. */
  readonly errors: number[] = [];
  /** At least one line has a time. */
  hasTimes = false;
  private seen = 0;

  constructor(
    private readonly lines: readonly LogLine[],
    private readonly levels: ReadonlySet<Level>,
  ) {}

  /** Adds the lines up to `total`. The cost depends on the number of new lines, not of all lines. */
  extend(total: number): void {
    for (; this.seen < total; this.seen += 1) {
      const line = this.lines[this.seen]!;
      this.hasTimes ||= line.time !== null;
      if (!this.levels.has(line.level)) continue;
      if (line.level === 'error' && !line.continued) this.errors.push(this.rows.length);
      this.rows.push(this.seen);
    }
  }

  /** The row of a line, or the next one. */
  rowOf(number: number): number {
    let low = 0;
    let high = this.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[this.rows[middle]!]!.number < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
