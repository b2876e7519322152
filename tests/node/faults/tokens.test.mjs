// Token functions: called before every attempt, and once more after a 401.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthenticationError, BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { CALLS, GET, POST } from '../../support/calls.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();

/** A function that returns the values one after the other, and then always the last one. */
function source(...values) {
  const token = () => values[Math.min(token.calls++, values.length - 1)];
  token.calls = 0;
  return token;
}

const client = (options) => new BackendClient({ baseUrl: server.url, timeout: HELD, ...options });
const sentTokens = () => server.requests.map(({ headers }) => headers['synapse-access-token']);

test('a token function is called before every attempt', async (t) => {
  fakeClock(t);
  const apiToken = source('one', 'two', 'three');
  server.play(answer(503), answer(503), ok);
  await client({ apiToken }).getPlugin(1);
  assert.deepEqual(sentTokens(), ['Token one', 'Token two', 'Token three']);
  assert.equal(apiToken.calls, 3);
});

test('every token may be a function, also an async one', async () => {
  const options = { apiToken: async () => 'a', authorizationToken: () => 'b', agentToken: async () => 'c' };
  server.play(ok);
  await client(options).getPlugin(1);
  const { headers } = server.requests[0];
  assert.deepEqual(
    ['synapse-access-token', 'authorization', 'synapse-agent'].map((name) => headers[name]),
    ['Token a', 'Token b', 'Token c'],
  );
});

test('constant tokens are sent beside those of functions', async () => {
  server.play(ok);
  await client({ apiToken: () => 'returned', tenant: 'acme', agentToken: 'fixed' }).getPlugin(1);
  const { headers } = server.requests[0];
  const names = ['synapse-access-token', 'synapse-tenant', 'synapse-agent'];
  assert.deepEqual(names.map((name) => headers[name]), ['Token returned', 'Token acme', 'Token fixed']);
});

for (const empty of ['', null, undefined]) {
  test(`a function that returns ${JSON.stringify(empty)} sends no token`, async () => {
    server.play(ok);
    await client({ apiToken: () => empty }).getPlugin(1);
    assert.deepEqual(sentTokens(), [undefined]);
  });
}

test('each page of a list may need a new token, like a call', async () => {
  const apiToken = source('stale', 'fresh', 'fresh', 'fresher');
  const page = (id, next) => answer(200, { results: [{ id }], count: 2, next });
  server.play(answer(401), page(1, `${server.url}/jobs/?page=2`), answer(401), page(2, null));
  const ids = [];
  for await (const { id } of client({ apiToken }).iterateJobs()) ids.push(id);
  assert.deepEqual(ids, [1, 2]);
  assert.deepEqual(sentTokens(), ['Token stale', 'Token fresh', 'Token fresh', 'Token fresher']);
});

for (const { title, send } of CALLS) {
  test(`${title}, 401: a new token is sent, once`, async (t) => {
    fakeClock(t);
    const apiToken = source('stale', 'fresh', 'fresher');
    server.play(answer(401), ok);
    assert.deepEqual(await send(client({ apiToken })), { id: 7 });
    assert.deepEqual(sentTokens(), ['Token stale', 'Token fresh']);
    assert.equal(apiToken.calls, 2);

    server.play(answer(401, { detail: 'Invalid token.' }));
    const error = await rejected(send(client({ apiToken: source('a', 'b', 'c') })));
    assert.ok(error instanceof AuthenticationError);
    assert.equal(error.attempts, 2);
    assert.deepEqual(sentTokens(), ['Token a', 'Token b']);
  });

  test(`${title}, 401: the same token is not sent again`, async () => {
    const apiToken = source('same');
    server.play(answer(401));
    const error = await rejected(send(client({ apiToken })));
    assert.deepEqual([error.code, error.attempts, apiToken.calls], ['authentication', 1, 2]);
    assert.equal(server.requests.length, 1);
  });

  test(`${title}, 401: a constant token is not sent again`, async () => {
    server.play(answer(401));
    assert.equal((await rejected(send(client({ apiToken: 'fixed' })))).attempts, 1);
    assert.equal(server.requests.length, 1);
  });
}

test('a 401 after a retry, and a fault after the new token, are each handled', async (t) => {
  fakeClock(t);
  const apiToken = source('one', 'two', 'three', 'four');
  server.play(answer(503), answer(401), answer(503), ok);
  assert.deepEqual(await client({ apiToken }).getPlugin(1), { id: 7 });
  assert.deepEqual(sentTokens(), ['Token one', 'Token two', 'Token three', 'Token four']);
});

test('the new token does not count as a retry', async (t) => {
  fakeClock(t);
  server.play(answer(401), answer(503));
  const error = await rejected(client({ apiToken: source('a', 'b') }).getPlugin(1));
  assert.deepEqual([error.statusCode, error.attempts], [503, 5]);
});

test('if the function fails the second time, the error is the 401', async () => {
  let calls = 0;
  const apiToken = () => {
    calls += 1;
    if (calls > 1) throw new Error('vault sealed');
    return 'stale';
  };
  server.play(answer(401, { detail: 'Expired.' }));
  const error = await rejected(client({ apiToken }).getPlugin(1));
  assert.ok(error instanceof AuthenticationError);
  assert.match(error.message, /Expired/);
});

test('the error of a function names the option that was passed', async () => {
  const error = await rejected(GET.send(client({ accessToken: () => 7 })));
  assert.deepEqual([error.code, error.field], ['invalid_request', 'accessToken']);
});

const sealed = new Error('vault sealed');
const BAD = {
  throws: [() => { throw sealed; }, sealed],
  rejects: [() => Promise.reject(sealed), sealed],
  'rejects with a string': [() => Promise.reject('sealed'), 'sealed'],
  'answers a number': [() => 7, undefined],
  'answers an object': [() => ({ token: 'x' }), undefined],
  'answers a line break': [() => 'a\nb', undefined],
  'answers a space at the end': [async () => 'a ', undefined],
  'answers an accented letter': [() => 'clé', undefined],
};

for (const [how, [agentToken, cause]] of Object.entries(BAD)) {
  for (const { title, send } of [GET, POST]) {
    test(`${title}: a function that ${how} is named in the error, and nothing is sent`, async () => {
      server.play(ok);
      const error = await rejected(send(client({ agentToken })));
      assert.ok(error instanceof InvalidRequestError, String(error));
      assert.deepEqual([error.code, error.field, error.attempts], ['invalid_request', 'agentToken', 0]);
      assert.equal(error.cause, cause);
      assert.equal(server.requests.length, 0);
    });
  }
}

for (const [whose, ofClient, ofCall] of [['the client', HELD, undefined], ['the call', 0, HELD]]) {
  test(`a function that does not return ends with the timeout of ${whose}`, { timeout: 10_000 }, async (t) => {
    const clock = fakeClock(t);
    server.play(ok);
    const apiToken = () => {
      setImmediate(() => clock.expire());
      return new Promise(() => {});
    };
    const error = await rejected(client({ apiToken, timeout: ofClient }).getPlugin(1, { timeout: ofCall }));
    assert.deepEqual([error.code, error.field, error.attempts], ['invalid_request', 'apiToken', 0]);
    assert.equal(server.requests.length, 0);
  });
}

test('a function that fails between two attempts: the error counts the attempts that were sent', async (t) => {
  fakeClock(t);
  const apiToken = source('one', 7);
  server.play(answer(503));
  const error = await rejected(client({ apiToken }).getPlugin(1));
  assert.deepEqual([error.code, error.attempts], ['invalid_request', 1]);
  assert.equal(server.requests.length, 1);
});
