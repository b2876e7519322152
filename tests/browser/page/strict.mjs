// Makes calls of all kinds in a page. The tests choose the call and the client's options.
import { BackendClient } from '../../../pkg/index.js';
import { CALLS } from '../../support/calls.mjs';
import { HELD } from '../../support/held.mjs';

window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) => {
  window.violations.push({ violatedDirective, sourceFile, sample });
});

// Timeouts pass when a test lets them.
const held = new Map();
const { setTimeout, clearTimeout } = window;
let last = 0;
window.setTimeout = (callback, delay, ...args) => {
  if (delay !== HELD) return setTimeout(callback, delay, ...args);
  held.set(--last, callback);
  return last;
};
window.clearTimeout = (id) => held.delete(id) || clearTimeout(id);
window.expire = () => {
  const due = [...held.values()];
  held.clear();
  due.forEach((callback) => callback());
};

const MORE_CALLS = {
  'multipart POST with progress': (client, options) => {
    const file = new File(['PK'.repeat(1_000)], 'a.zip');
    return client.createPluginRelease({ plugin: 1, version: '1.0', file }, { ...options, onUploadProgress: () => {} });
  },
  'live log': async (client, options) => {
    const events = [];
    for await (const event of client.tailJobConsoleLogs(1, options)) events.push(event);
    return events;
  },
  'all pages': (client, options) => client.listStorages(null, options),
  'logs with a file': (client, options) => client.createLogs([{ message: 'm', file: new Blob(['x']) }], options),
};

/**
 * Makes a call. Returns `{ result }` or `{ error }`, with the statuses that were seen, and all fields of an error.
 *
 * @param {string} title the call
 * @param {object} options of the client
 * @param {boolean} expireInBody whether the timeouts pass after the headers have arrived
 */
window.run = async (title, options, expireInBody) => {
  const heads = [];
  const events = [];
  const hooks = {
    onRequest: (event) => events.push(event),
    onResponse(event) {
      events.push(event);
      heads.push(event.status);
      if (expireInBody) setTimeout(window.expire, 0);
    },
    onRetry: (event) => events.push(event),
  };
  const log = (...words) => events.push(words);
  const logger = { debug: log, info: log, warn: log, error: log };
  const client = new BackendClient({ hooks, logger, logLevel: 'debug', retry: { baseDelay: 1, maxDelay: 1 }, ...options });
  const send = CALLS.find((call) => call.title === title)?.send ?? MORE_CALLS[title];
  try {
    return { result: await send(client, { timeout: HELD }), heads };
  } catch (error) {
    const { name, code, statusCode, attempts, mayHaveBeenApplied, message, stack, response, headers, cause } = error;
    const reported = JSON.stringify([error, message, stack, response, headers, String(cause), cause?.stack, events]);
    return { error: { name, code, statusCode, attempts, mayHaveBeenApplied }, reported, heads, running: held.size };
  }
};
