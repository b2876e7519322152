// Situations that only a page has: statuses above 599 by every route, a cache that could answer polls, and its own 304.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../support/browser.mjs';
import { isolatedPage, openBackend } from '../support/isolated.mjs';

const bounded = { timeout: 30_000 };
let serve;
const backend = await openBackend((...args) => serve(...args));
const own = { requests: [] };
own.url = await isolatedPage((request, response) => {
  request.resume().on('end', () => serve(request, response, 0));
});
const { page } = await openPage(`${own.url}/`);

/** The code that runs in each context. */
const work = `
  const { BackendClient } = await import(new URL('/pkg/index.js', self.location.origin).href);
  const file = new Blob(['PK'.repeat(1000)]);
  const release = { plugin: 1, version: '1', file };
  const CALLS = {
    getPlugin: (c) => c.getPlugin(1),
    createPlugin: (c) => c.createPlugin({ name: 'p' }),
    updateJob: (c) => c.updateJob(1, {}),
    upload: (c) => c.createPluginRelease(release),
    progress: (c) => c.createPluginRelease(release, { onUploadProgress: (event) => reported.push(event) }),
    logs: (c) => c.createLogs({ file }),
    tail: (c) => c.tailJobConsoleLogs(1).next(),
    iterate: (c) => c.iterateJobs().next(),
    wait: (c) => c.waitForJob(1, { interval: 1, deadline: 10000 }),
    twice: async (c) => [await c.getPlugin(1), await c.getPlugin(1)],
    conditional: (c) => c.request('GET', '/x/', { headers: { 'If-None-Match': '"a"' } }),
  };
  const reported = [];
  globalThis.run = async (baseUrl, call, options) => {
    reported.length = 0;
    try {
      const result = await CALLS[call](new BackendClient({ baseUrl, apiToken: 'token', retry: false, ...options }));
      return { result, reported: reported.length };
    } catch (error) {
      const { name, code, statusCode, attempts, mayHaveBeenApplied, response, message } = error;
      return { name, code, statusCode, attempts, mayHaveBeenApplied, response, message, reported: reported.length };
    }
  };`;

await page.evaluate(async (code) => {
  const AsyncFunction = (async () => {}).constructor;
  await new AsyncFunction(code)();
  const answering = 'addEventListener("message", async ({ data, ports: [port] }) => port.postMessage(await run(...data)));';
  const blob = new Blob([`${code.replaceAll('self.location.origin', JSON.stringify(self.location.origin))}\n${answering}\npostMessage(0);`], {
    type: 'text/javascript',
  });
  const worker = new window.Worker(URL.createObjectURL(blob), { type: 'module' });
  await new Promise((resolve) => (worker.onmessage = resolve));
  window.inWorker = (...args) => {
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
    worker.postMessage(args, [port2]);
    return answer;
  };
}, work);

const CONTEXTS = { window: (args) => window.run(...args), worker: (args) => window.inWorker(...args) };
const CALLS = ['getPlugin', 'createPlugin', 'updateJob', 'upload', 'progress', 'logs', 'tail', 'iterate'];

for (const [context, evaluate] of Object.entries(CONTEXTS)) {
  const run = (...args) => page.evaluate(evaluate, args);
  for (const status of [600, 799, 999]) {
    for (const call of CALLS) {
      for (const [where, url] of [['elsewhere', () => backend.url], ['on its own origin', () => `${own.url}/api`]]) {
        test(`${context}, ${call}, ${where}: a ${status} is a ServerError`, bounded, async () => {
          serve = (request, response) => {
            response.writeHead(status, 'Odd', { 'Content-Type': 'application/json' }).end('{"detail": "Odd."}');
          };
          const error = await run(url(), call);
          assert.deepEqual([error.name, error.code, error.statusCode, error.attempts], ['ServerError', 'server', status, 1]);
          assert.deepEqual([error.response, error.mayHaveBeenApplied], [{ detail: 'Odd.' }, false]);
          assert.match(error.message, /Odd\./);
        });
      }
    }
  }

  test(`${context}: an upload with progress, each status that XMLHttpRequest treats differently`, bounded, async () => {
    for (const status of [200, 201, 202, 204, 205, 304, 305, 400, 404, 418, 500]) {
      serve = (request, response) => response.writeHead(status, { 'Content-Type': 'application/json' }).end('{"id": 7}');
      const plain = await run(backend.url, 'upload');
      const shown = await run(backend.url, 'progress');
      assert.deepEqual([shown.name, shown.statusCode, shown.result], [plain.name, plain.statusCode, plain.result], String(status));
      assert.ok(shown.reported >= 2);
    }
  });

  for (const cache of ['max-age=60', 'public, max-age=31536000, immutable']) {
    test(`${context}: polls and the live log bypass the cache (${cache})`, bounded, async () => {
      backend.requests.length = 0;
      serve = (request, response, before) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': cache });
        response.end(JSON.stringify({ id: 1, status: before < 3 ? 'running' : 'completed' }));
      };
      const { result } = await run(backend.url, 'wait');
      assert.equal(result.status, 'completed');
      assert.equal(backend.requests.length, 4);

      backend.requests.length = 0;
      serve = (request, response, before) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': cache }).end(`data: ${before}\n\n`);
      };
      for (const n of [0, 1]) assert.equal((await run(backend.url, 'tail')).result.value.data, n);
    });

    test(`${context}: other calls may use the cache (${cache})`, bounded, async () => {
      backend.requests.length = 0;
      serve = (request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': cache });
        response.end(JSON.stringify({ id: 1, name: request.url }));
      };
      const { result } = await run(`${backend.url}/${context}/${cache.length}`, 'twice');
      assert.equal(result.length, 2);
      assert.equal(backend.requests.length, 1);
    });
  }

  test(`${context}: a 304 to a conditional request is an HTTPError`, bounded, async () => {
    serve = (request, response) => {
      const isKnown = request.headers['if-none-match'] === '"a"';
      response.writeHead(isKnown ? 304 : 200, { ETag: '"a"', 'Content-Type': 'application/json' }).end(isKnown ? undefined : '{}');
    };
    for (const url of [backend.url, `${own.url}/api`]) {
      const error = await run(url, 'conditional');
      assert.deepEqual([error.name, error.code, error.statusCode, error.attempts], ['HTTPError', 'http', 304, 1]);
    }
  });
}
