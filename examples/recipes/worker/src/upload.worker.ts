import { BackendClient, ClientError } from 'synapse-backend-client';
import type { Report, Request } from './messages';

const client = new BackendClient({ baseUrl: '/synapse', credentials: 'same-origin' });
const report = (message: Report) => self.postMessage(message);
let controller = new AbortController();

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  if (data.type === 'cancel') return controller.abort('Cancelled');
  controller = new AbortController();
  try {
    const release = await client.createPluginRelease(data.release, {
      signal: controller.signal,
      timeout: 60_000, // without progress
      onUploadProgress: ({ loaded, total }) => report({ type: 'progress', loaded, total }),
    });
    report({ type: 'released', version: release.version });
  } catch (error) {
    const isKnown = ClientError.isInstance(error);
    report({ type: 'failed', message: isKnown ? error.message : String(error), mayHaveBeenApplied: isKnown && error.mayHaveBeenApplied });
  }
};
