// The stored log of a job: page by page if the backend pages it, otherwise all at once.
import type { BackendClient, ConsoleLog, Id, Query } from 'synapse-backend-client';
import { LARGE_PAGE } from '../paging';
import { isObject } from '../is-object';

export interface ListPage {
  entries: ConsoleLog[];
  /** The number of entries before it. */
  from: number;
}

export class LogList {
  /** The last page that was read. New entries are on it or after it. */
  private last: { params: Query; from: number } = { params: { page_size: LARGE_PAGE }, from: 0 };

  private readonly path: string;

  constructor(
    private readonly client: BackendClient,
    private readonly job: Id,
  ) {
    this.path = `jobs/${encodeURIComponent(String(job))}/console_logs/`;
  }

  /** The number of entries that are read again together with new ones: all, if the backend does not page. */
  rereads(size: number): number {
    return size - this.last.from;
  }

  /** The number of entries that the backend has. */
  async length(signal: AbortSignal): Promise<number> {
    const answer: unknown = await this.client.request('GET', this.path, { params: { page_size: 1 }, signal });
    if (Array.isArray(answer)) return answer.length;
    return isObject(answer) && typeof answer['count'] === 'number' ? answer['count'] : 0;
  }

  /** Reads the whole log the first time, and later from the last page on. */
  async *read(signal: AbortSignal): AsyncGenerator<ListPage> {
    const asked = new Set<string>();
    for (;;) {
      const { params, from } = this.last;
      const answer: unknown = await this.client.request('GET', this.path, { params, signal });
      const entries = isObject(answer) ? answer['results'] : answer;
      // The client handles any other shape, or reports what is wrong with it.
      if (!Array.isArray(entries)) return yield { entries: await this.client.listJobConsoleLogs(this.job, { signal }), from: 0 };
      yield { entries, from };
      const next = isObject(answer) ? answer['next'] : null;
      // A page that leads back to an earlier one is the last.
      if (typeof next !== 'string' || asked.has(next)) return;
      asked.add(next);
      // The next page is requested by its query only, whether by number, offset or cursor, so tokens stay on this backend.
      const query = Object.fromEntries(new URL(next, 'http://backend').searchParams);
      this.last = { params: query, from: from + entries.length };
    }
  }
}
