// The filter of the job list, as it stands in the address and as it is asked of the backend.
import type { JobQuery } from 'synapse-backend-client';
import { PAGE_SIZE, pageNumber } from './paging';

export interface JobFilter {
  status: string[];
  plugin: string;
  user: string;
  /** One of SINCE, or '' for all. */
  since: string;
  page: number;
}

const HOUR = 3_600_000;

export const SINCE: Record<string, number> = { '1h': HOUR, '24h': 24 * HOUR, '7d': 7 * 24 * HOUR, '30d': 30 * 24 * HOUR };

export function parseFilter(query: URLSearchParams): JobFilter {
  const since = query.get('since') ?? '';
  return {
    status: query.getAll('status'),
    plugin: query.get('plugin') ?? '',
    user: query.get('user') ?? '',
    since: Object.hasOwn(SINCE, since) ? since : '',
    page: pageNumber(query),
  };
}

/** Only what differs from no filter at all, so that addresses stay short. */
export function filterQuery({ status, plugin, user, since, page }: JobFilter): URLSearchParams {
  const query = new URLSearchParams(status.map((word) => ['status', word]));
  if (plugin) query.set('plugin', plugin);
  if (user) query.set('user', user);
  if (since) query.set('since', since);
  if (page > 1) query.set('page', String(page));
  return query;
}

export function isFiltered({ status, plugin, user, since }: JobFilter): boolean {
  return status.length > 0 || plugin !== '' || user !== '' || since !== '';
}

export function jobQuery({ status, plugin, user, since, page }: JobFilter, now: number): JobQuery {
  const length = SINCE[since];
  return {
    status,
    plugin: plugin || null,
    user: user || null,
    created_after: length === undefined ? null : new Date(now - length),
    page,
    page_size: PAGE_SIZE,
    ordering: '-created',
    expand: 'plugin',
  } as JobQuery;
}
