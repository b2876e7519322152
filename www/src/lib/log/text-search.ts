// Finds a text in the rows of a log. It continues when rows are added.
import type { LogLine } from './lines';
import type { LogView } from './view';

export class TextSearch {
  /** Positions among the rows of the view. */
  readonly hits: number[] = [];
  private readonly text: string;
  private searched = 0;

  constructor(
    text: string,
    private readonly lines: readonly LogLine[],
    private readonly view: LogView,
  ) {
    this.text = text.toLowerCase();
  }

  get searching(): boolean {
    return this.text !== '' && this.searched < this.view.rows.length;
  }

  /** One step per row. */
  *steps(): Generator<void> {
    while (this.searching) {
      const line = this.lines[this.view.rows[this.searched]!]!;
      if (line.plain.toLowerCase().includes(this.text)) this.hits.push(this.searched);
      this.searched += 1;
      yield;
    }
  }
}
