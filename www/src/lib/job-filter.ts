// The filter of the job list, as it stands in the address and as it is asked of the backend.
import type { JobQuery } from 'synapse-backend-client';
import { PAGE_SIZE, pageNumber } from './paging';

export interface JobFilter {
  status: string[];
  plugin: string;
  user: string;
  /** One of SINCE, DATES for the dates below, or '' for all. */
  since: string;
  /** Days, as `2026-03-01`, the first and the last of them; or ''. */
  from: string;
  to: string;
  /** One of SORTS, with a '-' before it where the greatest comes first. */
  sort: string;
  page: number;
}

const HOUR = 3_600_000;

export const SINCE: Record<string, number> = { '1h': HOUR, '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR };
export const DATES = 'dates';

export const SORTS = ['id', 'progress', 'created', 'user'] as const;
export type Sort = (typeof SORTS)[number];

const NEWEST = '-created';

export function parseFilter(query: URLSearchParams): JobFilter {
  const from = dayOf(query.get('from'));
  const to = dayOf(query.get('to'));
  const since = query.get('since') ?? '';
  const sort = query.get('sort') ?? '';
  const isSort = (SORTS as readonly string[]).includes(sort.replace(/^-/, ''));
  return {
    status: query.getAll('status'),
    plugin: query.get('plugin') ?? '',
    user: query.get('user') ?? '',
    since: from || to || since === DATES ? DATES : Object.hasOwn(SINCE, since) ? since : '',
    from,
    to,
    sort: isSort ? sort : NEWEST,
    page: pageNumber(query),
  };
}

/** Not what no calendar has, such as `2026-02-31`: some browsers take it for another day, and no field shows it. */
function dayOf(text: string | null): string {
  const time = Date.parse(text ?? '');
  return text && !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text ? text : '';
}

/** Only what differs from no filter at all, so that addresses stay short. */
export function filterQuery({ status, plugin, user, since, from, to, sort, page }: JobFilter): URLSearchParams {
  const query = new URLSearchParams(status.map((word) => ['status', word]));
  const isDated = since === DATES && Boolean(from || to);
  const rest = { plugin, user, since: isDated ? '' : since, from: isDated ? from : '', to: isDated ? to : '', sort: sort === NEWEST ? '' : sort };
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value);
  if (page > 1) query.set('page', String(page));
  return query;
}

export function isFiltered({ status, plugin, user, since }: JobFilter): boolean {
  return status.length > 0 || plugin !== '' || user !== '' || since !== '';
}

/** The order that a column is asked for in next: the greatest first, the other way round, and back to the newest first. */
export function nextSort(column: Sort, sort: string): string {
  if (sort === `-${column}`) return column;
  return sort === column ? NEWEST : `-${column}`;
}

/** The times between which a job was created, where the filter names them. */
export function limitsOf({ since, from, to }: JobFilter, now: number): { after: Date | null; before: Date | null } {
  const length = SINCE[since];
  if (since !== DATES) return { after: length === undefined ? null : new Date(now - length), before: null };
  // Days are the reader's own, and the last of them counts to its end.
  const start = (day: string) => new Date(`${day}T00:00`);
  const end = (day: string) => new Date(`${day}T23:59:59.999`);
  return { after: from ? start(from) : null, before: to ? end(to) : null };
}

export function jobQuery(filter: JobFilter, now: number): JobQuery {
  const { after, before } = limitsOf(filter, now);
  return {
    status: filter.status,
    plugin: filter.plugin || null,
    user: filter.user || null,
    created_after: after,
    created_before: before,
    page: filter.page,
    page_size: PAGE_SIZE,
    ordering: filter.sort,
    expand: 'plugin',
  } as JobQuery;
}
