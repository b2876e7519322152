// An injected fetch (instrumented, wrapped, of another platform) gets the same arguments as any fetch, and its answer is used as far as
// possible. If it fails, the message contains its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { BackendClient, ClientError, InvalidResponseError } from 'synapse-backend-client';
import { METHODS } from '../support/methods.mjs';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

const backend = await server((request, response) => json(response, { id: 1, status: 'completed', count: 0, results: [] }));
const clientWith = (fetch, options) => new BackendClient({ baseUrl: backend.url, apiToken: 'token', retry: false, fetch, ...options });
const calls = { ...METHODS, waitForJob: (c) => c.waitForJob(1) };
const isTail = (name) => name.startsWith('tail');
const BODILESS = /^(healthCheckAgent|list|iterate|get|tail|waitFor|GET|repeat-safe POST)/;

/** Ways in which wrappers of fetch look at their arguments. */
const WRAPPERS = {
  // eslint-disable-next-line no-prototype-builtins -- as in wrappers
  'asks hasOwnProperty': (url, init) => ['method', 'headers', 'signal', 'body'].map((name) => init.hasOwnProperty(name)),
  'logs it': (url, init) => `${url} ${init} ${init.headers} ${String(init)} ${inspect(init)} ${JSON.stringify(init)}`,
  'spreads it': (url, init) => [url, { ...init, headers: { ...init.headers, 'x-trace': '1' } }],
  'copies it': (url, init) => [url, Object.assign({}, init)],
  'clones the headers': (url, init) => [url, { ...init, headers: new Headers(init.headers) }],
  'adds to it': (url, init) => {
    init.headers['x-trace'] = '1';
    init.keepalive = false;
    init.method = init.method.toUpperCase();
  },
  'asks for keys': (url, init) => [Object.keys(init), Object.entries(init.headers), init.valueOf(), init.toLocaleString()],
  'compares prototypes': (url, init) => {
    for (const each of [init, init.headers]) assert.equal(Object.getPrototypeOf(each), Object.prototype);
    assert.equal(init.constructor, Object);
    assert.ok(init instanceof Object);
  },
  'makes a Request': (url, init) => [new Request(url, { ...init, ...(init.body instanceof ReadableStream && { duplex: 'half' }) })],
  'takes it apart': (url, { method, headers, body, signal, ...rest }) => [url, { method, headers, body, signal, ...rest }],
};

const isPassedOn = (args) => Array.isArray(args) && (args[0] instanceof Request || Object.hasOwn(args[1] ?? {}, 'method'));

for (const [how, look] of Object.entries(WRAPPERS)) {
  for (const [name, call] of Object.entries(calls).filter(([title]) => !isTail(title))) {
    test(`${name}: a wrapper that ${how} changes nothing`, async () => {
      const plain = backend.requests.length;
      await call(clientWith((...args) => fetch(...args)));
      await call(clientWith((url, init) => {
        assert.equal(typeof url, 'string');
        const args = look(url, init);
        return fetch(...(isPassedOn(args) ? args : [url, init]));
      }));
      const [first, second] = backend.requests.slice(plain).map(({ method, url, headers, body }) => [
        method, url, headers['synapse-access-token'], headers['content-length'], headers.accept, body.replaceAll(/----synapse-\w+/g, 'B'),
      ]);
      assert.deepEqual(second, first);
    });
  }
}

test('init has a body only if the request has one', async () => {
  for (const [name, call] of Object.entries(calls)) {
    const inits = [];
    await call(clientWith(async (url, init) => {
      inits.push(init);
      return Response.json({ id: 1, status: 'completed', count: 0, results: [] });
    })).catch((error) => assert.ok(isTail(name), String(error)));
    for (const init of inits) {
      assert.equal(Object.hasOwn(init, 'body'), !BODILESS.test(name), name);
      assert.deepEqual(Object.values(init).filter((value) => value === undefined), [], name);
    }
  }
});

test('each attempt has its own signal, which is never aborted after the call has ended', async () => {
  const signals = [];
  const reported = [];
  const answers = [];
  const fetch = async (url, { signal }) => {
    signals.push(signal);
    signal.addEventListener('abort', () => reported.push(signal));
    const answer = answers.shift() ?? (() => Response.json({ id: 1, status: 'completed', count: 0, results: [] }));
    return answer(signal);
  };
  const client = clientWith(fetch, { retry: { limit: 1, baseDelay: 0 } });
  for (const [name, call] of Object.entries(calls)) {
    if (!isTail(name)) await call(client);
  }
  const controller = new AbortController();
  await client.getPlugin(1, { signal: controller.signal });
  await client.waitForJob(1, { signal: controller.signal, deadline: 60_000 });
  const finished = signals.length;
  assert.equal(new Set(signals).size, finished);

  const hang = (signal) => new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  answers.push(hang, hang);
  assert.equal((await rejected(client.getPlugin(1, { timeout: 1 }))).code, 'timeout');
  answers.push((signal) => {
    controller.abort();
    return hang(signal);
  });
  assert.equal((await rejected(client.getPlugin(1, { signal: controller.signal }))).name, 'AbortError');
  assert.equal(signals.length, finished + 3);
  assert.deepEqual(reported, signals.slice(finished));
});

/** Bodies that cannot be read, by the expected message. */
const used = async () => {
  const response = Response.json({ id: 1 });
  await response.text();
  return response;
};
const streaming = (start, init) => new Response(new ReadableStream({ start }), init);
const breaking = (error) => async () => streaming((controller) => controller.error(error));
const inner = (message, code) => new TypeError('terminated', { cause: Object.assign(new Error(message), code && { code }) });
const noRoute = Object.assign(new AggregateError([new Error('no route')]), { code: 'EHOSTUNREACH' });
const shared = used();
const BREAKS = {
  'a Response that was used before': [used, /body|unusable|already|read/i],
  'the same Response twice': [() => shared, /body|unusable|already|read/i],
  'a Response that is locked': [lockedResponse, /lock|unusable|body/i],
  'an error with words': [breaking(new Error('the cable was cut')), /the cable was cut/],
  'an error with a cause': [breaking(inner('other side closed', 'UND_ERR_SOCKET')), /UND_ERR_SOCKET|other side closed/],
  'an error whose cause has no code': [breaking(inner('the cable was cut')), /the cable was cut/],
  'an error that is a text': [breaking('the cable was cut'), /the cable was cut/],
  'a fetch that rejects': [() => Promise.reject(inner('the cable was cut')), /the cable was cut/],
  'an AggregateError': [() => Promise.reject(new TypeError('fetch failed', { cause: noRoute })), /EHOSTUNREACH|no route/],
};

async function lockedResponse() {
  const response = Response.json({ id: 1 });
  response.body.getReader();
  return response;
}

for (const [what, [fetch, words]] of Object.entries(BREAKS)) {
  test(`${what}: the message says why`, async () => {
    for (const call of [(c) => c.getPlugin(1), (c) => c.createPlugin({ name: 'p' }), (c) => c.iterateJobs().next()]) {
      const error = await rejected(call(clientWith(fetch)));
      assert.ok(error instanceof ClientError, String(error));
      assert.match(error.message, words);
      assert.match(error.code, /^(connection|response_incomplete)$/);
      assert.ok(error.cause !== undefined);
    }
  });

  test(`${what}, in an error answer: the message says why`, async () => {
    const error = await rejected(clientWith(async (...args) => {
      const response = await fetch(...args);
      return Object.defineProperty(response, 'status', { value: 500 });
    }).getPlugin(1));
    assert.match(error.message, words);
  });
}

/** Answers of a fetch that cannot stream, each with its text. */
const BODIES = {
  'a body that is undefined': { body: undefined },
  'a body that is null': { body: null },
  'a stream of Node': { body: { pipe() {}, on() {}, [Symbol.asyncIterator]() {} } },
  'a text': { body: 'data: a\n\n' },
  bytes: { body: new Uint8Array([100]) },
  'a getReader that is no function': { body: { getReader: 1 } },
};

for (const [what, own] of Object.entries(BODIES)) {
  for (const type of ['text/event-stream', 'text/plain', undefined]) {
    test(`the live log, ${type}, with ${what} as its body: one attempt, and the reason`, async () => {
      let count = 0;
      const headers = new Headers(type && { 'Content-Type': type });
      const fetch = async () => {
        count += 1;
        return { status: 200, ok: true, headers, text: async () => 'data: a\n\n', ...own };
      };
      const error = await rejected(clientWith(fetch, { retry: { limit: 3, baseDelay: 0 } }).tailJobConsoleLogs(1).next());
      assert.ok(error instanceof InvalidResponseError, String(error));
      assert.match(error.message, /this fetch cannot stream/);
      assert.deepEqual([count, error.attempts, error.mayHaveBeenApplied], [1, 1, false]);
    });
  }
}
