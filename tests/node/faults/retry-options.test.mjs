// The effects of the `retry` option, of a client and of a call.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { CALLS, GET, MULTIPART, POST } from '../../support/calls.mjs';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, close, halfWay, ok, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, timeout: 0 });
const unsafe = { retry: { unsafe: true } };

for (const { title, send } of CALLS) {
  test(`${title}, retry: false: sent once, whatever happens`, async (t) => {
    fakeClock(t);
    const retryAfter = { 'Retry-After': '0' };
    for (const behaviour of [answer(429, '', retryAfter), answer(503, '', retryAfter), answer(502), reset, halfWay(close)]) {
      server.play(behaviour, ok);
      const error = await rejected(send(client, { retry: false }));
      assert.equal(error.attempts, 1);
      assert.equal(server.requests.length, 1);
    }
  });

  test(`${title}, retry.limit: 1 + limit attempts`, async (t) => {
    fakeClock(t);
    for (const limit of [0, 1, 7]) {
      server.play(answer(429));
      assert.equal((await rejected(send(client, { retry: { limit } }))).attempts, 1 + limit);
      assert.equal(server.requests.length, 1 + limit);
    }
  });
}

for (const { title, send } of [POST, MULTIPART]) {
  test(`${title}, retry.unsafe: retried even if it may have been applied`, async (t) => {
    fakeClock(t);
    for (const behaviour of [answer(502), answer(504), reset, close, halfWay(reset)]) {
      server.play(behaviour, ok);
      assert.deepEqual(await send(client, unsafe), { id: 7 });
      assert.equal(server.requests.length, 2);
    }
  });

  test(`${title}, retry.unsafe: the error still says that it may have been applied`, async (t) => {
    fakeClock(t);
    server.play(reset);
    const error = await rejected(send(client, unsafe));
    assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['response_incomplete', 4, true]);
  });

  test(`${title}, retry.unsafe: faults that are never retried are not retried`, async (t) => {
    fakeClock(t);
    for (const status of [400, 401, 404, 409, 500, 501, 505]) {
      server.play(answer(status));
      assert.equal((await rejected(send(client, unsafe))).attempts, 1);
    }
  });
}

test('each option of a call overrides that of the client', async (t) => {
  const clock = fakeClock(t);
  t.mock.method(Math, 'random', () => 0.5);
  const patient = client.withOptions({ retry: { limit: 2, baseDelay: 1_000, maxDelay: 10_000 } });
  server.play(answer(502));
  await rejected(GET.send(patient, { retry: { limit: 1 } }));
  assert.deepEqual(clock.waits, [500]);
  const never = client.withOptions({ retry: false });
  assert.equal((await rejected(GET.send(never))).attempts, 1);
  assert.equal((await rejected(GET.send(never, { retry: { limit: 1 } }))).attempts, 2);
});
