// What of a log is in sight: the lines that a level filter keeps, and where among them a search finds something.
import type { Level, LogLine } from './lines';

export class LogView {
  /** Indices of the lines that are shown. */
  readonly rows: number[] = [];
  /** Positions in `rows` whose line holds the searched text. */
  readonly hits: number[] = [];
  /** Positions in `rows` where an error begins. */
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

  /** Takes in what was added to the lines: a live log costs what is new, not what is there. */
  extend(): void {
    for (; this.seen < this.lines.length; this.seen += 1) {
      const line = this.lines[this.seen]!;
      if (!this.levels.has(line.level)) continue;
      if (this.query !== '' && line.plain.toLowerCase().includes(this.query)) this.hits.push(this.rows.length);
      if (line.level === 'error' && !line.continued) this.errors.push(this.rows.length);
      this.rows.push(this.seen);
    }
  }

  /** The row that shows a line, or the next one after it. */
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
