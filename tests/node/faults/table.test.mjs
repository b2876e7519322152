// Every fault, for every kind of call: the number of requests, and the error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from 'synapse-backend-client';
import { CALLS } from '../../support/calls.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, close, cutChunked, halfWay, hang, ok, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const LIMIT = 3;

/** [status, Retry-After, retried if repeat-safe, retried if not, class, may have been applied] */
const STATUSES = [
  [400, undefined, false, false, 'ValidationError', false],
  [401, undefined, false, false, 'AuthenticationError', false],
  [402, undefined, false, false, 'HTTPError', false],
  [403, undefined, false, false, 'AuthorizationError', false],
  [404, undefined, false, false, 'NotFoundError', false],
  [405, undefined, false, false, 'HTTPError', false],
  [408, undefined, true, false, 'HTTPError', true],
  [408, '1', true, false, 'HTTPError', true],
  [409, undefined, false, false, 'HTTPError', false],
  [409, '1', false, false, 'HTTPError', false],
  [413, undefined, false, false, 'HTTPError', false],
  [413, '1', true, true, 'HTTPError', false],
  [418, undefined, false, false, 'HTTPError', false],
  [422, undefined, false, false, 'ValidationError', false],
  [425, undefined, false, false, 'HTTPError', false],
  [429, undefined, true, true, 'RateLimitError', false],
  [429, '1', true, true, 'RateLimitError', false],
  [500, undefined, false, false, 'ServerError', true],
  [500, '1', false, false, 'ServerError', true],
  [501, undefined, false, false, 'ServerError', false],
  [502, undefined, true, false, 'ServerError', true],
  [502, '1', true, false, 'ServerError', true],
  [503, undefined, true, false, 'ServerError', true],
  [503, '1', true, true, 'ServerError', false],
  [504, undefined, true, false, 'ServerError', true],
  [505, undefined, false, false, 'ServerError', false],
  [507, undefined, false, false, 'ServerError', false],
  [599, undefined, false, false, 'ServerError', false],
];

const CODES = {
  HTTPError: 'http',
  ValidationError: 'validation',
  AuthenticationError: 'authentication',
  AuthorizationError: 'authorization',
  NotFoundError: 'not_found',
  RateLimitError: 'rate_limit',
  ServerError: 'server',
  GpuUnavailableError: 'gpu_unavailable',
  ClientConnectionError: 'connection',
  ClientResponseIncompleteError: 'response_incomplete',
  ClientTimeoutError: 'timeout',
};

/** [what breaks, class if repeat-safe, class if not, whether the headers had arrived] */
const BREAKS = [
  ['reset before the headers', () => reset, 'ClientConnectionError', 'ClientResponseIncompleteError', false],
  ['closed before the headers', () => close, 'ClientConnectionError', 'ClientResponseIncompleteError', false],
  ['silent before the headers', ({ silent }) => silent, 'ClientTimeoutError', 'ClientTimeoutError', false],
  ['reset in the body', () => halfWay(reset), 'ClientConnectionError', 'ClientResponseIncompleteError', true],
  ['closed in the body', () => halfWay(close), 'ClientConnectionError', 'ClientResponseIncompleteError', true],
  ['chunked, cut', () => cutChunked, 'ClientConnectionError', 'ClientResponseIncompleteError', true],
  ['silent in the body', ({ silentInBody }) => silentInBody, 'ClientTimeoutError', 'ClientResponseIncompleteError', true],
  ['an error closed in the body', () => halfWay(close, 500), 'ClientConnectionError', 'ClientResponseIncompleteError', true],
];

/** A client whose waits pass at once, and whose timeouts pass when the server stops responding. */
function patientClient(t) {
  const clock = fakeClock(t);
  let answered = () => {};
  const heads = [];
  const hooks = {
    onResponse({ status }) {
      heads.push(status);
      answered();
      answered = () => {};
    },
  };
  const client = new api.BackendClient({ baseUrl: server.url, hooks });
  const silent = hang(() => clock.expire());
  const silentInBody = halfWay(
    hang(() => {
      answered = () => setImmediate(() => clock.expire());
    }),
  );
  return { client, clock, heads, silent, silentInBody };
}

function assertError(error, name, { attempts, statusCode, mayHaveBeenApplied }) {
  assert.ok(error instanceof api[name], `${error?.stack} is no ${name}`);
  assert.equal(error.name, name);
  assert.equal(error.code, CODES[name]);
  assert.deepEqual(
    { attempts: error.attempts, statusCode: error.statusCode, mayHaveBeenApplied: error.mayHaveBeenApplied },
    { attempts, statusCode, mayHaveBeenApplied },
  );
}

/** Asserts that the server got this number of requests, all with the same bytes. */
function assertRequests(count) {
  assert.equal(server.requests.length, count);
  for (const { bytes, headers } of server.requests) {
    assert.ok(bytes.equals(server.requests[0].bytes));
    // A WSGI server would read a chunked body as empty.
    assert.equal(headers['transfer-encoding'], undefined);
  }
}

/** Functions that return a new value for each call. */
const CREATIONS = {
  createPlugin: (client, options) => client.createPlugin({ name: 'x' }, options),
  createPluginRelease: (client, options) => client.createPluginRelease({ plugin: 1, version: '1', file: null }, options),
  createServeApplication: (client, options) => client.createServeApplication({ job: 1 }, options),
  createStorage: (client, options) => client.createStorage({ name: 'x', provider: 'ftp' }, options),
  createLogs: (client, options) => client.createLogs({ message: 'x' }, options),
  runPlugin: (client, options) => client.runPlugin(1, {}, options),
};

for (const [name, send] of Object.entries(CREATIONS)) {
  test(`${name} is sent once, whatever a proxy answers`, async (t) => {
    const { client } = patientClient(t);
    server.play(answer(502));
    const error = await rejected(send(client, { timeout: HELD }));
    assertError(error, 'ServerError', { attempts: 1, statusCode: 502, mayHaveBeenApplied: true });
    assertRequests(1);
  });
}

for (const { title, repeatSafe, send } of CALLS) {
  test(`${title}, 503 because no GPU is free: not applied`, async (t) => {
    const { client } = patientClient(t);
    server.play(answer(503, { error_type: 'gpu_unavailable', detail: 'No GPU is free.' }));
    const error = await rejected(send(client, { timeout: HELD }));
    const attempts = repeatSafe ? 1 + LIMIT : 1;
    assertError(error, 'GpuUnavailableError', { attempts, statusCode: 503, mayHaveBeenApplied: false });
  });

  for (const [status, retryAfter, whenSafe, whenUnsafe, name, applied] of STATUSES) {
    const isRetried = repeatSafe ? whenSafe : whenUnsafe;
    const headers = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
    const what = `${status}${retryAfter === undefined ? '' : ' with Retry-After'}`;

    test(`${title}, ${what}: ${isRetried ? 'sent again, until the attempts end' : 'sent once'}`, async (t) => {
      const { client, clock } = patientClient(t);
      const body = { detail: 'Not now.' };
      server.play(answer(status, body, headers));
      const error = await rejected(send(client, { timeout: HELD }));
      const attempts = isRetried ? 1 + LIMIT : 1;
      assertRequests(attempts);
      assertError(error, name, { attempts, statusCode: status, mayHaveBeenApplied: !repeatSafe && applied });
      assert.deepEqual(error.response, body);
      assert.equal(clock.waits.length, attempts - 1);
      assert.equal(clock.running, 0);
    });

    if (!isRetried) continue;
    test(`${title}, ${what} and then an answer: succeeds`, async (t) => {
      const { client } = patientClient(t);
      server.play(answer(status, '', headers), ok);
      assert.deepEqual(await send(client, { timeout: HELD }), { id: 7 });
      assertRequests(2);
    });
  }

  for (const [what, behaviour, safeName, unsafeName, hasHead] of BREAKS) {
    test(`${title}, ${what}: ${repeatSafe ? 'sent again, until the attempts end' : 'sent once'}`, async (t) => {
      const { client, clock, heads, ...silences } = patientClient(t);
      server.play(behaviour(silences));
      const error = await rejected(send(client, { timeout: HELD }));
      const attempts = repeatSafe ? 1 + LIMIT : 1;
      assertRequests(attempts);
      assertError(error, repeatSafe ? safeName : unsafeName, { attempts, statusCode: null, mayHaveBeenApplied: !repeatSafe });
      assert.equal(heads.length, hasHead ? attempts : 0);
      assert.equal(clock.running, 0);
    });

    if (!repeatSafe) continue;
    test(`${title}, ${what} and then an answer: succeeds`, async (t) => {
      const { client, ...silences } = patientClient(t);
      server.play(behaviour(silences), ok);
      assert.deepEqual(await send(client, { timeout: HELD }), { id: 7 });
      assertRequests(2);
    });
  }

  test(`${title}, different faults in a row: the last one is the error`, async (t) => {
    const { client } = patientClient(t);
    const retryAfter = { 'Retry-After': '1' };
    server.play(answer(429, '', retryAfter), answer(429), answer(503, '', retryAfter), answer(404, { detail: 'Gone.' }));
    const error = await rejected(send(client, { timeout: HELD }));
    assertError(error, 'NotFoundError', { attempts: 4, statusCode: 404, mayHaveBeenApplied: false });
    assert.match(error.message, /^404 Not Found: .*: Gone\.$/);
    assertRequests(4);
  });
}

test('a 503 with another error type is a ServerError', async () => {
  server.play(answer(503, { error_type: 'maintenance' }));
  const error = await rejected(new api.BackendClient({ baseUrl: server.url, retry: false }).getPlugin(1));
  assertError(error, 'ServerError', { attempts: 1, statusCode: 503, mayHaveBeenApplied: false });
});
