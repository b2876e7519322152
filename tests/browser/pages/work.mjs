// Long calls, in the context that loads this file. The tests start, observe and abort them.
import { BackendClient, ClientError } from '../../../pkg/index.js';

let reported;
let controller;

const client = ({ baseUrl }) => new BackendClient({ baseUrl, apiToken: 'token', retry: { baseDelay: 1, maxDelay: 1 } });

export const work = {
  async upload({ file, isQuiet, ...options }) {
    begin();
    const { signal } = controller;
    const onUploadProgress = isQuiet ? undefined : ({ loaded, total, attempt }) => reported.push({ loaded, total, attempt });
    const release = { plugin: 1, version: '1.0', file: file ?? pattern(options.size), filename: 'a.zip' };
    return settled(client(options).createPluginRelease(release, { signal, onUploadProgress }));
  },

  /** Reads a log to its end, or to an event with this data. */
  async tail({ until, ...options }) {
    begin();
    const read = async () => {
      for await (const event of client(options).tailJobConsoleLogs(7, { signal: controller.signal })) {
        reported.push(event);
        if (event.raw === until) break;
      }
    };
    return settled(read());
  },

  reported: async () => reported,
  abort: async () => controller.abort('changed my mind'),
};

function begin() {
  reported = [];
  controller = new AbortController();
}

async function settled(promise) {
  try {
    return { reported, result: await promise };
  } catch (error) {
    if (!(error instanceof ClientError)) return { reported, error };
    const { name, code, statusCode, attempts, mayHaveBeenApplied, response, fieldErrors } = error;
    return { reported, error: { name, code, statusCode, attempts, mayHaveBeenApplied, response, fieldErrors } };
  }
}

/** Bytes that all differ from their neighbours. */
function pattern(size) {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) bytes[i] = i % 251;
  return new Blob([bytes]);
}
