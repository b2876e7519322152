import { createFetch, ofetch } from 'ofetch';
import { TOKEN_HEADERS } from './request.mjs';

export function create({ baseUrl, fetch, ...options }) {
  const http = (fetch ? createFetch({ fetch, Headers, AbortController }) : ofetch).create({
    baseURL: baseUrl,
    headers: TOKEN_HEADERS,
    ...options,
  });
  return {
    getJob: (id) => http(`/jobs/${id}/`),
    listJobs: () => http('/jobs/'),
  };
}

export const createRetrying = (options) => create({ ...options, retry: 3, retryDelay: 0 });
