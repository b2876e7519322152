// The filter of the job list, in the address and in requests.
import type { JobQuery } from 'synapse-backend-client';
import { PAGE_SIZE, pageNumber } from './paging';

export interface JobFilter {
  status: string[];
  plugin: string;
  user: string;
  /** One of SINCE, DATES for the dates below, or '' for any time. */
  since: string;
  /** The first and the last day, such as `2026-03-01`, or ''. */
  from: string;
  to: string;
  /** One of SORTS, with a leading '-' for descending order. */
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
    status: query.getAll('status').filter(Boolean),
    plugin: query.get('plugin') ?? '',
    user: query.get('user') ?? '',
    since: from || to || since === DATES ? DATES : Object.hasOwn(SINCE, since) ? since : '',
    from,
    to,
    sort: isSort ? sort : NEWEST,
    page: pageNumber(query),
  };
}

/** Refuses dates that do not exist, such as `2026-02-31`: some browsers convert them to another day, and no field shows them. */
function dayOf(text: string | null): string {
  const time = Date.parse(text ?? '');
  return text && !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text ? text : '';
}

/** Only the differences from an empty filter, so that addresses stay short. */
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

/** The next order of a column: descending, ascending, and then the default, newest first. */
export function nextSort(column: Sort, sort: string): string {
  if (sort === `-${column}`) return column;
  return sort === column ? NEWEST : `-${column}`;
}

/** The range of creation times, if the filter has one. */
export function limitsOf({ since, from, to }: JobFilter, now: number): { after: Date | null; before: Date | null } {
  const length = SINCE[since];
  if (since !== DATES) return { after: length === undefined ? null : new Date(now - length), before: null };
  // Days are in the user's time zone, in any order. The last day is included.
  const [first, last] = from && to && to < from ? [to, from] : [from, to];
  const start = (day: string) => new Date(`${day}T00:00`);
  const end = (day: string) => new Date(`${day}T23:59:59.999`);
  return { after: first ? start(first) : null, before: last ? end(last) : null };
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
