// Searches a growing log for a regular expression, part by part, in a worker that is terminated when it takes too long.
import type { LogLine } from './lines';
import type { LineMatch, Ranges } from './matches';

export interface SearchRequest {
  source: string;
  lines: string[];
}

/** The members of a worker that are used. */
export type Searcher = Pick<Worker, 'postMessage' | 'onmessage' | 'onerror' | 'terminate'>;

export type SearchState = 'searching' | 'done' | 'slow' | 'failed';

/** The number of characters that are sent at once, so that an answer takes a few ms. */
const LINES = 5000;
const CHARACTERS = 500_000;
/** The time limit for an answer in ms. */
const PATIENCE = 3000;

export class PatternSearch {
  /** By line index, in the order of lines. */
  readonly found = new Map<number, Ranges>();
  state: SearchState = 'searching';
  /** The number of lines that have been searched. */
  searched = 0;
  private worker: Searcher | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly source: string,
    private readonly lines: readonly LogLine[],
    open: () => Searcher,
    private readonly onChange: () => void,
  ) {
    try {
      this.worker = open();
    } catch {
      this.end('failed');
      return;
    }
    // A page may forbid workers, and this is the only sign.
    this.worker.onerror = () => this.end('failed');
    this.extend();
  }

  /** Continues with the lines that were added. */
  extend(): void {
    if (!this.worker || this.timer !== undefined) return;
    if (this.searched === this.lines.length) return this.become('done');
    this.become('searching');
    const from = this.searched;
    const part: string[] = [];
    for (let size = 0; part.length < LINES && size < CHARACTERS && from + part.length < this.lines.length; ) {
      const { plain } = this.lines[from + part.length]!;
      part.push(plain);
      size += plain.length;
    }
    this.timer = setTimeout(() => this.end('slow'), PATIENCE);
    this.worker.onmessage = ({ data }: MessageEvent<LineMatch[]>) => {
      clearTimeout(this.timer);
      this.timer = undefined;
      for (const [line, ranges] of data) this.found.set(from + line, ranges);
      this.searched = from + part.length;
      this.onChange();
      this.extend();
    };
    this.worker.postMessage({ source: this.source, lines: part } satisfies SearchRequest);
  }

  close(): void {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
  }

  private end(state: SearchState): void {
    this.close();
    this.become(state);
  }

  private become(state: SearchState): void {
    if (this.state === state) return;
    this.state = state;
    this.onChange();
  }
}
