// The log that a backend keeps of a job, page by page where the backend pages it, else all at once.
import type { BackendClient, ConsoleLog, Id, Query } from 'synapse-backend-client';
import { LARGE_PAGE } from '../paging';
import { isObject } from '../is-object';

export interface ListPage {
  entries: ConsoleLog[];
  /** How many entries are before it. */
  from: number;
}

export class LogList {
  /** The last page that was read. What is written later stands on it or after it. */
  private last: { params: Query; from: number } = { params: { page_size: LARGE_PAGE }, from: 0 };

  constructor(
    private readonly client: BackendClient,
    private readonly job: Id,
  ) {}

  /** How many of so many entries are read once more with what comes after them: all, where the backend does not page. */
  rereads(size: number): number {
    return size - this.last.from;
  }

  /** The whole log at first, later from the last page on. */
  async *read(signal: AbortSignal): AsyncGenerator<ListPage> {
    const path = `jobs/${encodeURIComponent(String(this.job))}/console_logs/`;
    const asked = new Set<string>();
    for (;;) {
      const { params, from } = this.last;
      const answer: unknown = await this.client.request('GET', path, { params, signal });
      const entries = isObject(answer) ? answer['results'] : answer;
      // Any other shape the client knows, or says what is wrong with it.
      if (!Array.isArray(entries)) return yield { entries: await this.client.listJobConsoleLogs(this.job, { signal }), from: 0 };
      yield { entries, from };
      const next = isObject(answer) ? answer['next'] : null;
      // A page that leads back to one before it is the last.
      if (typeof next !== 'string' || asked.has(next)) return;
      asked.add(next);
      // The next page is asked for by its query alone, whether it goes by number, offset or cursor: tokens stay at this backend.
      const query = Object.fromEntries(new URL(next, 'http://backend').searchParams);
      this.last = { params: query, from: from + entries.length };
    }
  }
}
