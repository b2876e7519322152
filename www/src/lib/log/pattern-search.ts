// The search of a growing log for a regular expression: part by part, in a worker that is stopped when it takes too long.
import type { LogLine } from './lines';
import type { LineMatch, Ranges } from './matches';

export interface SearchRequest {
  source: string;
  lines: string[];
}

/** What of a worker is needed. */
export type Searcher = Pick<Worker, 'postMessage' | 'onmessage' | 'onerror' | 'terminate'>;

export type SearchState = 'searching' | 'done' | 'slow' | 'failed';

/** So much is sent at once: few enough characters for an answer in some ms. */
const LINES = 5000;
const CHARACTERS = 500_000;
/** Ms that an answer may take. */
const PATIENCE = 3000;

export class PatternSearch {
  /** By the index of a line, in the order of lines. */
  readonly found = new Map<number, Ranges>();
  state: SearchState = 'searching';
  /** The lines before this one have been searched. */
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
    // A page may forbid workers: it tells by this alone.
    this.worker.onerror = () => this.end('failed');
    this.extend();
  }

  /** Goes on with what was added to the lines. */
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
