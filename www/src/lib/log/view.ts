// The visible part of a log: the lines of the chosen levels, and the matches of the search among them.
import type { Level, LogLine } from './lines';

export class LogView {
  /** Indices of the lines that are shown. */
  readonly rows: number[] = [];
  /** Positions in `rows` of the lines that match the search. */
  readonly hits: number[] = [];
  /** Positions in `rows` of the lines where an error begins. */
  readonly errors: number[] = [];
  private seen = 0;
  private readonly query: string;

  constructor(
    private readonly lines: readonly LogLine[],
    private readonly levels: ReadonlySet<Level>,
    query: string,
  ) {
    this.query = query.toLowerCase();
    this.extend();
  }

  /** Adds new lines. The cost depends on the number of new lines, not of all lines. */
  extend(): void {
    for (; this.seen < this.lines.length; this.seen += 1) {
      const line = this.lines[this.seen]!;
      if (!this.levels.has(line.level)) continue;
      if (this.query !== '' && line.plain.toLowerCase().includes(this.query)) this.hits.push(this.rows.length);
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
