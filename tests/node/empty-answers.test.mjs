// Empty answers. If a method, an iterator or a wait returns a value, an empty answer rejects; otherwise it is null.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError } from 'synapse-backend-client';
import { faultServer } from '../support/fault-server.mjs';
import { answer } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';
import { METHODS } from '../support/methods.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token', retry: { baseDelay: 0 } });
const bounded = { timeout: 10_000 };
const empty = (status) => answer(status, '', { 'Content-Type': 'application/json' });

/** The methods for which a 204 is null, and those for which any empty answer is. */
const NULL_AT_204 = /^(healthCheckAgent|updatePlugin|updateJob|createLogs|runPlugin|PUT|PATCH|repeat-safe POST|PATCH of request\(\))$/;
const NULL_AT_ANY = /^(healthCheckAgent|repeat-safe POST|PATCH of request\(\))$/;
const UNSAFE = /^(createPlugin|createPluginRelease, .*|runPlugin|createLogs|createServeApplication|createStorage|POST|multipart POST)$/;
const calls = { ...METHODS, waitForJob: (c) => c.waitForJob(1), getStorage: (c) => c.getStorage(1) };

for (const [name, call] of Object.entries(calls).filter(([title]) => !title.startsWith('tail'))) {
  for (const status of [200, 201, 202, 204, 205]) {
    const isNull = NULL_AT_ANY.test(name) || (status === 204 && NULL_AT_204.test(name));
    test(`${name}: an empty ${status} is ${isNull ? 'null' : 'an InvalidResponseError'}`, bounded, async () => {
      server.play(empty(status));
      if (isNull) {
        assert.equal(await call(client), null);
      } else {
        const error = await rejected(call(client));
        assert.ok(error instanceof InvalidResponseError, String(error));
        const { statusCode, attempts, response, mayHaveBeenApplied } = error;
        assert.deepEqual([statusCode, attempts, response, mayHaveBeenApplied], [status, 1, null, UNSAFE.test(name)]);
      }
      assert.equal(server.requests.length, 1);
    });
  }
}

for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
  test(`request(${method}): every empty 2xx is null`, bounded, async () => {
    for (const status of [200, 201, 202, 203, 204, 205]) {
      for (const type of ['application/json', 'text/html']) {
        server.play(answer(status, '', { 'Content-Type': type }));
        assert.equal(await client.request(method, '/x/'), null, `${status} ${type}`);
      }
    }
  });
}

const NO_OBJECTS = [null, [], 'text', 7, true];
const OBJECTS = [
  'getPlugin', 'createPlugin', 'updatePlugin', 'getJob', 'updateJob', 'getPluginRelease', 'getStorage', 'createStorage',
  'createServeApplication',
];

for (const name of [...OBJECTS, 'waitForJob']) {
  test(`${name}: JSON that is not an object rejects`, bounded, async () => {
    for (const body of NO_OBJECTS) {
      server.play(answer(200, JSON.stringify(body), { 'Content-Type': 'application/json' }));
      const error = await rejected(calls[name](client));
      assert.deepEqual([error.code, error.response, server.requests.length], ['invalid_response', body, 1], JSON.stringify(body));
    }
  });
}

test('waitForJob: an unusable answer ends the wait, whatever the polls before it returned', bounded, async () => {
  const running = answer(200, { id: 1, status: 'running' });
  for (const [what, behaviour] of Object.entries({
    'a 204': empty(204),
    'an empty 200': empty(200),
    'a null': answer(200, 'null'),
    'a list': answer(200, []),
    HTML: answer(200, '<p>Log in</p>'),
  })) {
    server.play(running, running, behaviour);
    const error = await rejected(client.waitForJob(1, { interval: 0 }));
    assert.deepEqual([error.code, server.requests.length], ['invalid_response', 3], what);
  }
});

test('waitForJob: a temporary failure does not end the wait', bounded, async () => {
  const patient = client.withOptions({ retry: false });
  for (const status of [429, 502, 503, 504]) {
    server.play(answer(status), answer(200, { id: 1, status: 'completed' }));
    assert.equal((await patient.waitForJob(1, { interval: 0 })).status, 'completed');
  }
  for (const status of [400, 401, 403, 404, 410, 500, 501]) {
    server.play(answer(status), answer(200, { id: 1, status: 'completed' }));
    assert.equal((await rejected(patient.waitForJob(1, { interval: 0 }))).statusCode, status);
  }
});

test('iterators: an empty page in the middle does not end them', bounded, async () => {
  const first = answer(200, { count: 3, next: '?page=2', results: [{ id: 1 }] });
  for (const name of ['iterateJobs', 'iteratePlugins', 'iterateAgents', 'iterateServeApplications']) {
    for (const status of [200, 204, 205]) {
      server.play(first, empty(status));
      const seen = [];
      const reading = (async () => {
        for await (const { id } of client[name]()) seen.push(id);
      })();
      assert.equal((await rejected(reading)).code, 'invalid_response');
      assert.deepEqual(seen, [1]);
    }
  }
});
