// The runtime that its generated clients call. The code that openapi-ts generates only names the path, and passes on the rest.
import { createClient } from '@hey-api/client-fetch';
import { TOKEN_HEADERS } from './request.mjs';

export function create({ baseUrl, fetch }) {
  const http = createClient({ baseUrl, headers: TOKEN_HEADERS, fetch, throwOnError: true });
  const dataOf = ({ data }) => data;
  return {
    getJob: (id) => http.get({ url: '/jobs/{id}/', path: { id } }).then(dataOf),
    listJobs: () => http.get({ url: '/jobs/' }).then(dataOf),
  };
}
