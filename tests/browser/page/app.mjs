// A web app that uses the package. The test calls these functions through a global, because a page has no exports.
import { BackendClient, ClientError, NotFoundError } from '../../../pkg/index.js';

let client;

window.app = {
  connect(options) {
    client = new BackendClient(options);
    return client.baseUrl;
  },

  /** Runs the complete workflow, with the file that was chosen in the page. */
  async workflow() {
    const plugin = await client.createPlugin({ name: 'From a page' });
    const [file] = document.querySelector('input').files;
    const release = await client.createPluginRelease({ plugin: plugin.id, version: '1.0.0', changelog: 'Größe 😀', file });
    const { job_id: jobId } = await client.runPlugin(plugin.id, { parameters: { steps: 2, delay: 0 } });
    const updates = [];
    const job = await client.waitForJob(jobId, { interval: 1, deadline: 20_000, onUpdate: ({ status }) => updates.push(status) });
    const logs = await client.listJobConsoleLogs(jobId);
    const [jobs, count] = await client.listJobs({ plugin: plugin.id, created_after: new Date(0) });
    return { release, job, updates, logs, jobs, count };
  },

  checkAgent: (token) => client.healthCheckAgent(token),

  /** How the page sees a missing plugin. */
  async missingPlugin() {
    try {
      return await client.getPlugin(999);
    } catch (error) {
      const isTyped = error instanceof NotFoundError && error instanceof ClientError;
      const { name, code, statusCode, message, response, requestId, attempts } = error;
      return { isTyped, name, code, statusCode, message, response, requestId, attempts };
    }
  },

  /** The error of an aborted upload. */
  async abortedUpload() {
    const controller = new AbortController();
    const file = new File([new Uint8Array(8 << 20)], 'zeros.zip');
    const upload = client.createPluginRelease({ plugin: 1, version: '2.0.0', file }, { signal: controller.signal });
    controller.abort('changed my mind');
    return upload.then(() => 'done', (reason) => reason);
  },
};
