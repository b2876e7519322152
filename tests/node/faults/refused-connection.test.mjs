// A refused connection means that nothing was sent: every call may be retried, and none can have been applied.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { BackendClient, ClientConnectionError, ClientResponseIncompleteError } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { refusingUrl } from '../../support/fault-server.mjs';
import { METHODS } from '../../support/methods.mjs';
import { rejected } from '../../support/rejected.mjs';

const baseUrl = await refusingUrl();

for (const [name, call] of Object.entries(METHODS)) {
  test(`${name}: four attempts, then ClientConnectionError`, async (t) => {
    const clock = fakeClock(t);
    let sent = 0;
    const error = await rejected(call(new BackendClient({ baseUrl, timeout: 0, hooks: { onRequest: () => sent++ } })));
    assert.ok(error instanceof ClientConnectionError && !(error instanceof ClientResponseIncompleteError), error.stack);
    assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied, error.statusCode], ['connection', 4, false, null]);
    assert.equal(error.cause.cause.code, 'ECONNREFUSED');
    assert.match(error.message, /ECONNREFUSED$/);
    assert.equal(sent, 4);
    assert.equal(clock.waits.length, 3);
  });
}

test('an unknown host name means that nothing was sent', async (t) => {
  fakeClock(t);
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND backend.example'), { code: 'ENOTFOUND' });
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
  const error = await rejected(client.createPlugin({ name: 'p' }));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 4, false]);
});

test('a port that fetch refuses means that nothing was sent', async (t) => {
  fakeClock(t);
  const error = await rejected(new BackendClient({ baseUrl: 'http://127.0.0.1:6000' }).createPlugin({ name: 'p' }));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 4, false]);
  assert.match(error.message, /bad port$/);
});

test('any other code does not mean that nothing was sent', async (t) => {
  fakeClock(t);
  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'EAI_AGAIN', 'EPROTO', 'CERTAINLY']) {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
    const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
    const error = await rejected(client.createPlugin({ name: 'p' }));
    assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['response_incomplete', 1, true], code);
  }
});

const failing = (cause) => () => Promise.reject(new TypeError('fetch failed', { cause }));
const REFUSED_CERTIFICATES = [
  'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'ERR_SSL_WRONG_VERSION_NUMBER',
];

for (const [name, call] of Object.entries(METHODS)) {
  test(`${name}: a refused certificate means that nothing was sent, and is not retried`, async (t) => {
    const clock = fakeClock(t);
    for (const code of REFUSED_CERTIFICATES) {
      const fetch = t.mock.fn(failing(Object.assign(new Error('words'), { code })));
      const error = await rejected(call(new BackendClient({ baseUrl: 'https://backend.example', fetch, timeout: 0, retry: { unsafe: true } })));
      assert.ok(error instanceof ClientConnectionError && !(error instanceof ClientResponseIncompleteError), error.stack);
      assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 1, false], code);
      assert.ok(error.message.endsWith(`: ${code}`), error.message);
      assert.equal(fetch.mock.callCount(), 1);
    }
    assert.deepEqual(clock.waits, []);
  });
}

test('a port without TLS is not retried, with a real handshake', { timeout: 10_000 }, async (t) => {
  let connections = 0;
  const listener = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  t.after(() => listener.close());
  const client = new BackendClient({ baseUrl: `https://127.0.0.1:${listener.address().port}` });
  const error = await rejected(client.createPlugin({ name: 'p' }));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 1, false], error.stack);
  assert.match(error.cause.cause.code, /^ERR_SSL_/);
  assert.equal(connections, 1);
});
