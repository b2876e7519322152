// The log that a backend keeps of a job, from its start: page by page where the backend pages it, else all at once.
import type { BackendClient, ConsoleLog, Id, Query } from 'synapse-backend-client';
import { LARGE_PAGE } from '../paging';
import { isObject } from '../is-object';

export async function* listPages(client: BackendClient, job: Id, signal: AbortSignal): AsyncGenerator<ConsoleLog[]> {
  const path = `jobs/${encodeURIComponent(String(job))}/console_logs/`;
  const asked = new Set<string>();
  let params: Query = { page_size: LARGE_PAGE };
  for (;;) {
    const answer: unknown = await client.request('GET', path, { params, signal });
    const entries = isObject(answer) ? answer['results'] : answer;
    // Any other shape the client knows, or says what is wrong with it.
    if (!Array.isArray(entries)) return yield await client.listJobConsoleLogs(job, { signal });
    yield entries;
    const next = isObject(answer) ? answer['next'] : null;
    // A page that leads back to one before it is the last.
    if (typeof next !== 'string' || asked.has(next)) return;
    asked.add(next);
    // The next page is asked for by its query alone, whether it goes by number, offset or cursor: tokens stay at this backend.
    params = Object.fromEntries(new URL(next, 'http://backend').searchParams);
  }
}
