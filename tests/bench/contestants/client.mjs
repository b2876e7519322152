import { BackendClient } from 'synapse-backend-client';
import { TOKEN } from './request.mjs';

export function create(options) {
  const client = new BackendClient({ apiToken: TOKEN, ...options });
  return {
    getJob: (id) => client.getJob(id),
    listJobs: () => client.listJobs(),
    upload: (file, onUploadProgress) =>
      client.createPluginRelease({ plugin: 1, version: '1.0.0', file, filename: 'release.zip' }, { onUploadProgress }),
  };
}

export const createRetrying = (options) => create({ ...options, retry: { baseDelay: 0 } });
