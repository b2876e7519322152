import ky from 'ky';
import { TOKEN_HEADERS, formOf } from './request.mjs';

export function create({ baseUrl, fetch, ...options }) {
  const http = ky.create({ prefixUrl: baseUrl, headers: TOKEN_HEADERS, ...(fetch && { fetch }), ...options });
  return {
    getJob: (id) => http.get(`jobs/${id}/`).json(),
    listJobs: () => http.get('jobs/').json(),
    upload: (file, onUploadProgress) =>
      http.post('plugin_releases/', { body: formOf(file), onUploadProgress, timeout: false }).json(),
  };
}

export const createRetrying = (options) => create({ ...options, retry: { limit: 3, delay: () => 0 } });
