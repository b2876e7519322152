import { BackendClient, ClientError } from 'synapse-backend-client';
import type { Report, Request } from './messages';

const client = new BackendClient({ baseUrl: '/synapse', credentials: 'same-origin' });
const report = (message: Report) => self.postMessage(message);
let controller = new AbortController();

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  if (data.type === 'cancel') return controller.abort('Cancelled.');
  controller = new AbortController();
  let isSent = false;
  try {
    const release = await client.createPluginRelease(data.release, {
      signal: controller.signal,
      timeout: 60_000, // without progress
      onUploadProgress({ loaded, total }) {
        isSent = loaded === total;
        report({ type: 'progress', loaded, total });
      },
    });
    report({ type: 'released', version: release.version });
  } catch (error) {
    // If all of it was sent before it was cancelled, it may still arrive.
    const [message, mayHaveBeenApplied] = ClientError.isInstance(error) ? [error.message, error.mayHaveBeenApplied] : [String(error), isSent];
    report({ type: 'failed', message, mayHaveBeenApplied });
  }
};
