// Every promise settles, even without fetch, with a fetch that breaks its rules, and with hooks that throw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { BackendClient, ClientError } from 'synapse-backend-client';
import { CALLS, GET } from '../../support/calls.mjs';
import { fakeClock } from '../../support/clock.mjs';
import { rejected } from '../../support/rejected.mjs';

const bounded = { timeout: 10_000 };
const withFetch = (fetch, options) => new BackendClient({ baseUrl: 'https://backend.example', fetch, timeout: 0, ...options });

function without(t, name) {
  const real = globalThis[name];
  delete globalThis[name];
  t.after(() => {
    globalThis[name] = real;
  });
}

const readAlready = async (status) => {
  const response = Response.json({ id: 7 }, { status });
  await response.text();
  return response;
};
const locked = async (status) => {
  const response = Response.json({ id: 7 }, { status });
  response.body.getReader();
  return response;
};
const ofAnotherRealm = (words) => runInNewContext(`new TypeError(${JSON.stringify(words)})`);

/** [what fetch does, the code if repeat-safe, the code if not] */
const FETCHES = {
  'throws at once': [() => { throw new TypeError('no'); }, 'connection', 'response_incomplete'],
  'throws a string': [() => { throw 'no'; }, 'connection', 'response_incomplete'],
  'rejects with a string': [() => Promise.reject('no'), 'connection', 'response_incomplete'],
  'rejects with undefined': [() => Promise.reject(undefined), 'connection', 'response_incomplete'],
  'rejects with an Error of another realm': [() => Promise.reject(ofAnotherRealm('no')), 'connection', 'response_incomplete'],
  'rejects with an AbortError of its own': [
    () => Promise.reject(new DOMException('gone', 'AbortError')), 'connection', 'response_incomplete',
  ],
  'answers a body that was read already': [() => readAlready(200), 'connection', 'response_incomplete'],
  'answers a body that is being read': [() => locked(200), 'connection', 'response_incomplete'],
  'answers undefined': [() => undefined, 'invalid_response', 'invalid_response'],
  'answers a string': [async () => '{"id":7}', 'invalid_response', 'invalid_response'],
  'answers an empty object': [async () => ({}), 'invalid_response', 'invalid_response'],
  'answers a network error': [async () => Response.error(), 'connection', 'response_incomplete'],
};

for (const { title, repeatSafe, send } of CALLS) {
  for (const [what, [fetch, safeCode, unsafeCode]] of Object.entries(FETCHES)) {
    test(`${title}: fetch ${what}`, bounded, async (t) => {
      fakeClock(t);
      const error = await rejected(send(withFetch(fetch)));
      assert.ok(error instanceof ClientError, String(error));
      const code = repeatSafe ? safeCode : unsafeCode;
      assert.equal(error.code, code);
      assert.equal(error.attempts, code === 'connection' ? 4 : 1);
    });
  }

  test(`${title}: there is no fetch`, bounded, async (t) => {
    without(t, 'fetch');
    const error = await rejected(send(new BackendClient({ baseUrl: 'https://backend.example' })));
    assert.ok(error instanceof ClientError);
    assert.deepEqual([error.code, error.field, error.attempts], ['invalid_request', 'fetch', 0]);
  });
}

for (const status of [400, 404, 503]) {
  test(`a ${status} whose body has already been read`, bounded, async (t) => {
    fakeClock(t);
    assert.ok((await rejected(GET.send(withFetch(() => readAlready(status))))) instanceof ClientError);
  });

  test(`a ${status} whose body is being read`, bounded, async (t) => {
    fakeClock(t);
    assert.ok((await rejected(GET.send(withFetch(() => locked(status))))) instanceof ClientError);
  });
}

test('fetch returns a Response of another realm', bounded, async () => {
  const foreign = runInNewContext(`({
    status: 200,
    type: 'basic',
    headers: { get: (name) => (name === 'content-type' ? 'application/json' : null) },
    text: async () => '{"id":7}',
  })`);
  assert.deepEqual(await GET.send(withFetch(async () => foreign)), { id: 7 });
});

test('the global fetch is looked up at each call', bounded, async (t) => {
  const client = new BackendClient({ baseUrl: 'https://backend.example' });
  without(t, 'fetch');
  globalThis.fetch = async () => Response.json({ id: 7 });
  assert.deepEqual(await client.getPlugin(1), { id: 7 });
});

test('an error of another realm is the cause, unchanged', bounded, async () => {
  const foreign = ofAnotherRealm('no');
  const error = await rejected(GET.send(withFetch(() => Promise.reject(foreign), { retry: false })));
  assert.equal(error.cause, foreign);
  assert.match(error.message, /: no$/);
});

test('hooks that throw, in a call that fails', bounded, async (t) => {
  fakeClock(t);
  t.mock.method(console, 'error', () => {});
  const oops = () => {
    throw ofAnotherRealm('oops');
  };
  const hooks = { onRequest: oops, onResponse: oops, onRetry: oops };
  const fetch = async () => Response.json({}, { status: 503 });
  const error = await rejected(GET.send(withFetch(fetch, { hooks })));
  assert.deepEqual([error.code, error.attempts], ['server', 4]);
});
