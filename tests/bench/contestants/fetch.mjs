// The baseline: `fetch`, with the checks that every caller needs.
import { TOKEN_HEADERS, formOf } from './request.mjs';

export function create({ baseUrl, fetch = globalThis.fetch }) {
  const send = async (path, init) => {
    const response = await fetch(baseUrl + path, { headers: TOKEN_HEADERS, ...init });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  };
  return {
    getJob: (id) => send(`/jobs/${id}/`),
    listJobs: () => send('/jobs/'),
    upload: (file) => send('/plugin_releases/', { method: 'POST', body: formOf(file) }),
    /** With this mode, Node does not keep the body for a redirect. */
    uploadStrictly: (file) => send('/plugin_releases/', { method: 'POST', body: formOf(file), redirect: 'error' }),
  };
}

/** The retry loop that users would write around it. */
export function createRetrying(options) {
  const { getJob } = create(options);
  return {
    async getJob(id) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await getJob(id);
        } catch (error) {
          if (attempt > 3) throw error;
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      }
    },
  };
}
