import axios from 'axios';
import { TOKEN_HEADERS, formOf } from './request.mjs';

export function create({ baseUrl, fetch }) {
  const injected = fetch && { adapter: 'fetch', env: { fetch } };
  const http = axios.create({ baseURL: baseUrl, headers: TOKEN_HEADERS, ...injected });
  const dataOf = ({ data }) => data;
  return {
    getJob: (id) => http.get(`/jobs/${id}/`).then(dataOf),
    listJobs: () => http.get('/jobs/').then(dataOf),
    // If redirects are allowed, it refuses large bodies, or keeps them in memory.
    upload: (file, onUploadProgress) =>
      http
        .post('/plugin_releases/', formOf(file), { onUploadProgress, maxRedirects: 0, maxBodyLength: Infinity })
        .then(dataOf),
  };
}
