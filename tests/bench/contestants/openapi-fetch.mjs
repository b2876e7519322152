import createClient from 'openapi-fetch';
import { TOKEN_HEADERS } from './request.mjs';

export function create({ baseUrl, fetch }) {
  const http = createClient({ baseUrl, headers: TOKEN_HEADERS, fetch });
  const dataOf = ({ data, error }) => {
    if (error) throw new Error('HTTP error', { cause: error });
    return data;
  };
  return {
    getJob: (id) => http.GET('/jobs/{id}/', { params: { path: { id } } }).then(dataOf),
    listJobs: () => http.GET('/jobs/').then(dataOf),
  };
}
