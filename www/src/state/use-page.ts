import { pageNumber } from '../lib/paging';
import { replaceQuery, route } from './router';

/** The page number of a list in the address, and the function that changes it. */
export function usePage(): [page: number, setPage: (page: number) => void] {
  const setPage = (page: number) => {
    const query = new URLSearchParams(route.peek().query);
    if (page > 1) query.set('page', String(page));
    else query.delete('page');
    replaceQuery(query);
  };
  return [pageNumber(route.value.query), setPage];
}
