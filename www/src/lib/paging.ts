// Pages of lists.
import { ClientError, type BackendClient, type Query } from 'synapse-backend-client';
import { isObject } from './is-object';

export const PAGE_SIZE = 50;

export interface ListPage<T> {
  items: T[];
  /** The number of items on all pages. */
  total: number;
}

/** The page number in an address, or 1. */
export function pageNumber(query: URLSearchParams): number {
  const page = Math.trunc(Number(query.get('page')));
  return page > 0 && Number.isSafeInteger(page) ? page : 1;
}

/** A page after the last, for example from an old address, is empty. Backends answer it with 404. */
export async function pageOf<L>(page: number, load: () => Promise<L>): Promise<L | ListPage<never>> {
  try {
    return await load();
  } catch (error) {
    if (page > 1 && ClientError.isInstance(error) && error.code === 'not_found') return { items: [], total: 0 };
    throw error;
  }
}

/** The total of a list whose method does not return it. The backend is asked for it only if the page is full. */
export async function totalOf(
  client: BackendClient,
  path: string,
  filter: Query,
  { page, size, shown, signal }: { page: number; size: number; shown: number; signal: AbortSignal },
): Promise<number> {
  const known = (page - 1) * size + shown;
  if (shown < size) return known;
  const answer = await client.request('GET', path, { params: { ...filter, page_size: 1 }, signal });
  return isObject(answer) && typeof answer['count'] === 'number' ? answer['count'] : known;
}

/** The largest page size that backends accept. */
export const LARGE_PAGE = 100;

/** The whole list: the client fetches page after page. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
