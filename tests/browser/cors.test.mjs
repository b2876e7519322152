// The CORS headers that docs/troubleshooting.md requires of a backend: with them, a page can make every call, and each of them is needed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, staticServer } from '../support/browser.mjs';
import { codeBlocks, readPage } from '../support/markdown.mjs';
import { json, server } from '../support/server.mjs';

const origin = await staticServer();
const [PREFLIGHT, ANSWER] = codeBlocks(await readPage('docs/troubleshooting.md'), ['text'])
  .filter(({ heading }) => heading === 'CORS')
  .map(({ code }) => headersOf(code.replaceAll('https://your-page.example', origin)));
const ALLOWED = PREFLIGHT['Access-Control-Allow-Headers'].split(', ');
const METHODS = PREFLIGHT['Access-Control-Allow-Methods'].split(', ');
const EXPOSED = ANSWER['Access-Control-Expose-Headers'].split(', ');
// fetch needs no permission to send these.
const SAFE_METHODS = ['GET', 'HEAD', 'POST'];

const { page } = await openPage(`${origin}/tests/browser/page/index.html`);

/** Makes a call of each kind in the page, and returns the outcome of each. */
const tryAll = (baseUrl) =>
  page.evaluate(async (url) => {
    const { BackendClient } = await import('/pkg/index.js');
    const client = new BackendClient({
      baseUrl: url,
      apiToken: 'api',
      agentToken: 'agent',
      authorizationToken: 'login',
      tenant: 'acme',
      retry: { limit: 1, baseDelay: 1, maxRetryAfter: 0 },
    });
    const log = async () => {
      const types = [];
      for await (const { type } of client.tailJobConsoleLogs(1)) {
        types.push(type);
        // An event that the page has not read is lost with its connection.
        if (type === 'log') await client.request('GET', 'break/');
      }
      return types.join();
    };
    const release = { plugin: 1, version: '1', file: new Blob(['zip']) };
    const upload = (options) => client.createPluginRelease(release, options).then(({ id }) => id);
    const calls = {
      GET: () => client.getJob(1).then(({ id }) => id),
      HEAD: () => client.request('HEAD', 'jobs/'),
      POST: () => client.createPlugin({ name: 'p' }).then(({ id }) => id),
      PUT: () => client.updatePlugin(1, { version: '2' }).then(({ id }) => id),
      PATCH: () => client.updateJob(1, { progress: 1 }).then(({ id }) => id),
      DELETE: () => client.request('DELETE', 'jobs/1/').then(({ id }) => id),
      upload: () => upload(),
      'upload with progress': () => upload({ onUploadProgress() {} }),
      log,
      refused: () => client.getJob(429).catch(({ code, retryAfter, requestId }) => [code, retryAfter, requestId].join()),
    };
    const outcomes = {};
    for (const [name, call] of Object.entries(calls)) outcomes[name] = await call().catch(({ code }) => code);
    return outcomes;
  }, baseUrl);

const GOOD = {
  GET: 7,
  HEAD: null,
  POST: 7,
  PUT: 7,
  PATCH: 7,
  DELETE: 7,
  upload: 7,
  'upload with progress': 7,
  log: 'log,complete',
  refused: 'rate_limit,30,req-1',
};

test('every call works with the headers of the page', { timeout: 60_000 }, async () => {
  assert.deepEqual(await tryAll((await backend()).url), GOOD);
});

for (const name of ALLOWED) {
  test(`calls fail if ${name} is not allowed`, { timeout: 60_000 }, async () => {
    const { url } = await backend({ ...PREFLIGHT, 'Access-Control-Allow-Headers': ALLOWED.filter((one) => one !== name).join(', ') });
    const failed = failures(await tryAll(url));
    const expected = { 'Content-Type': ['POST', 'PUT', 'PATCH'], 'Last-Event-ID': ['log'] }[name] ?? Object.keys(GOOD);
    for (const each of expected) assert.ok(failed.includes(each), `${each} should fail: ${failed}`);
  });
}

for (const method of METHODS.filter((one) => !SAFE_METHODS.includes(one))) {
  test(`${method} fails if it is not allowed`, { timeout: 60_000 }, async () => {
    const others = METHODS.filter((one) => one !== method).join(', ');
    const { url } = await backend({ ...PREFLIGHT, 'Access-Control-Allow-Methods': others });
    assert.deepEqual(failures(await tryAll(url)), [method]);
  });
}

for (const name of EXPOSED) {
  test(`errors lack details if ${name} is not exposed`, { timeout: 60_000 }, async () => {
    const exposed = EXPOSED.filter((one) => one !== name).join(', ');
    const { url } = await backend(PREFLIGHT, { ...ANSWER, 'Access-Control-Expose-Headers': exposed });
    assert.deepEqual(failures(await tryAll(url)), ['refused']);
  });
}

const failures = (outcomes) => Object.keys(GOOD).filter((name) => outcomes[name] !== GOOD[name]);

/** A backend on its own origin. Its clock is an hour late, so that `Retry-After` needs its `Date`. */
function backend(preflight = PREFLIGHT, headers = ANSWER) {
  let log;
  return server(({ method, url, headers: sent }, response) => {
    if (method === 'OPTIONS') return response.writeHead(204, preflight).end();
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (url.includes('tail')) return sendLog((log = response), sent['last-event-id']);
    if (url.includes('break')) log.destroy();
    if (!url.includes('429')) return json(response, { id: 7 });
    const late = Date.now() - 3_600_000;
    response.setHeader('Date', new Date(late).toUTCString());
    response.setHeader('Retry-After', new Date(late + 30_000).toUTCString());
    response.setHeader('X-Request-ID', 'req-1');
    return json(response, { detail: 'Throttled.' }, 429);
  });
}

/** Sends one event, and the last one to a client that reconnects. */
function sendLog(response, last) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  if (last) return response.end('event: complete\nid: 2\ndata: {}\n\n');
  return response.write('retry: 1\nevent: log\nid: 1\ndata: {}\n\n');
}

function headersOf(text) {
  return Object.fromEntries(text.trim().split('\n').map((line) => line.split(': ')));
}
