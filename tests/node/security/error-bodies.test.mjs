// At most 64 KiB of an error's body are read. Then the connection is closed, so an endless body fills no memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { CALLS, GET } from '../../support/calls.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, endless, gzipBomb, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, timeout: 0 });
const CAP = 64 << 10;
const bounded = { timeout: 20_000 };

for (const [what, behaviour] of Object.entries({ 'an endless body': endless, 'a gzip bomb': gzipBomb })) {
  for (const { title, send } of CALLS) {
    for (const status of [400, 404, 500]) {
      test(`${title}: ${what} of a ${status}`, bounded, async () => {
        server.play(behaviour(status));
        const error = await rejected(send(client));
        assert.equal(error.statusCode, status);
        assert.equal(error.response, 'x'.repeat(CAP));
        await server.requests[0].closed;
      });
    }
  }

  test(`${what}, retried: the connection is closed before the wait`, bounded, async (t) => {
    const clock = fakeClock(t);
    server.play(behaviour(503, { 'Retry-After': `${HELD / 1000}` }), ok);
    const plugin = GET.send(client);
    while (!clock.running) await new Promise(setImmediate);
    await server.requests[0].closed;
    clock.expire();
    assert.deepEqual(await plugin, { id: 7 });
  });

  test(`${what} of a redirect is not read at all`, bounded, async () => {
    server.play(behaviour(302, { Location: '/elsewhere/' }));
    assert.equal((await rejected(GET.send(client))).code, 'invalid_response');
    await server.requests[0].closed;
  });

  for (const status of [300, 302]) {
    test(`${what} of a ${status} without a location, which is not a redirect, is read like any error`, bounded, async () => {
      server.play(behaviour(status));
      const error = await rejected(GET.send(client));
      assert.deepEqual([error.name, error.statusCode, error.response], ['HTTPError', status, 'x'.repeat(CAP)]);
      await server.requests[0].closed;
    });
  }
}

test('a body of exactly this size is read completely', async () => {
  for (const length of [CAP - 1, CAP, CAP + 1]) {
    server.play(answer(500, 'y'.repeat(length)));
    assert.equal((await rejected(GET.send(client))).response.length, Math.min(length, CAP));
  }
});

test('JSON up to the limit is JSON, beyond it is text', async () => {
  const body = (length) => JSON.stringify({ detail: 'z'.repeat(length - 13) });
  server.play(answer(400, body(CAP)));
  assert.equal((await rejected(GET.send(client))).response.detail.length, CAP - 13);
  server.play(answer(400, body(CAP + 1)));
  assert.equal(typeof (await rejected(GET.send(client))).response, 'string');
});

test('a character that is cut at the limit causes no failure', async () => {
  server.play(answer(500, `x${'😀'.repeat(CAP / 4)}`));
  const { response } = await rejected(GET.send(client));
  assert.ok(response.startsWith('x😀😀'));
  assert.ok(Buffer.byteLength(response) <= CAP + 3);
});

const DEEP = '['.repeat(30_000) + ']'.repeat(30_000);
const ODD_BODIES = {
  'deep lists': DEEP,
  'deep objects': `${'{"a":['.repeat(5_000)}"x"${']}'.repeat(5_000)}`,
  'many fields': JSON.stringify(Object.fromEntries(Array.from({ length: 4_000 }, (_, i) => [`f${i}`, ['no']]))),
  'nothing but brackets': '['.repeat(60_000),
  'nothing but quotes': '"'.repeat(60_000),
};

for (const [what, body] of Object.entries(ODD_BODIES)) {
  test(`${what}: reported like any other error, also by a client with a token`, bounded, async () => {
    server.play(answer(400, body));
    const error = await rejected(client.withOptions({ apiToken: 'a-token' }).createPlugin({ name: 'p' }));
    assert.equal(error.name, 'ValidationError');
    assert.ok(error.message.length <= 300);
  });
}

test('deep lists instead of an object', bounded, async () => {
  server.play(answer(200, DEEP));
  assert.equal((await rejected(GET.send(client.withOptions({ apiToken: 'a-token' })))).code, 'invalid_response');
});
