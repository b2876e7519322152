// Answers with a 2xx status that the endpoint does not return. They are errors, and never retried.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError } from 'synapse-backend-client';
import { CALLS, PATCH, PUT, SAFE_POST } from '../../support/calls.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, head } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url });
const html = `<!doctype html><title>Log in</title>${'<p>é'.repeat(400)}`;
const asHtml = { 'Content-Type': 'text/html' };

const cut = (socket) => {
  // Without a length, the connection is closed after everything was sent.
  socket.write(head(200, { 'Content-Type': 'application/json' }));
  socket.end('{"id": 7, "na');
};

/** [title, behaviour, the part that the error shows] */
const UNUSABLE = [
  ['a page of HTML', answer(200, html, asHtml), html.slice(0, 512)],
  ['HTML that says it is JSON', answer(200, html, { 'Content-Type': 'application/json' }), html.slice(0, 512)],
  ['a body that is cut', cut, '{"id": 7, "na'],
  ['a 201 of white space', answer(201, ' ', { 'Content-Type': 'application/json' }), ' '],
];

/** Calls that do not need a value in the answer. */
const NEEDS_NOTHING = [PUT, PATCH, SAFE_POST, CALLS.find(({ title }) => title === 'PATCH of request()')].map(({ send }) => send);

for (const { title, repeatSafe, send } of CALLS) {
  for (const [what, behaviour, shown] of UNUSABLE) {
    test(`${title}: ${what}`, async () => {
      server.play(behaviour);
      const error = await rejected(send(client));
      assert.ok(error instanceof InvalidResponseError, error.stack);
      assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['invalid_response', 1, !repeatSafe]);
      assert.equal(error.response, shown);
      assert.equal(server.requests.length, 1);
    });
  }

  test(`${title}: 204 is ${NEEDS_NOTHING.includes(send) ? 'null' : 'an InvalidResponseError'}`, async () => {
    server.play(answer(204));
    if (NEEDS_NOTHING.includes(send)) assert.equal(await send(client), null);
    else assertEmpty(await rejected(send(client)), 204, !repeatSafe);
    assert.equal(server.requests.length, 1);
  });
}

/** Asserts the error of a missing value. */
function assertEmpty(error, status, mayHaveBeenApplied) {
  assert.ok(error instanceof InvalidResponseError, error.stack);
  const { code, statusCode, attempts, response } = error;
  assert.deepEqual([code, statusCode, attempts, response], ['invalid_response', status, 1, null]);
  assert.equal(error.mayHaveBeenApplied, mayHaveBeenApplied);
}

const NULL_IS_ENOUGH = {
  updatePlugin: (c) => c.updatePlugin(1, {}),
  updateJob: (c) => c.updateJob(1, { progress: 1 }),
  createLogs: (c) => c.createLogs({ message: 'm' }),
  runPlugin: (c) => c.runPlugin(1, {}),
};

for (const [name, call] of Object.entries(NULL_IS_ENOUGH)) {
  test(`${name}: 204 is null, and other empty answers reject`, async () => {
    server.play(answer(204));
    assert.equal(await call(client), null);
    for (const status of [200, 201, 202, 205]) {
      server.play(answer(status, '', { 'Content-Type': 'application/json' }));
      assertEmpty(await rejected(call(client)), status, !name.startsWith('update'));
      assert.equal(server.requests.length, 1);
    }
  });
}

const EMPTY_IS_ENOUGH = {
  healthCheckAgent: (c) => c.healthCheckAgent('token'),
  ...Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [`request('${method}')`, (c) => c.request(method, '/x/')])),
};

for (const [name, call] of Object.entries(EMPTY_IS_ENOUGH)) {
  test(`${name}: any empty 2xx is null`, async () => {
    for (const status of [200, 201, 202, 204, 205, 206]) {
      for (const type of ['application/json', 'text/html', 'text/plain']) {
        server.play(answer(status, '', { 'Content-Type': type }));
        assert.equal(await call(client), null, `${status} ${type}`);
      }
    }
  });
}

const page = { count: 1, next: null, results: [{ id: 1 }] };

const file = new Blob(['x']);
const NO_OBJECTS = [[], null, 7, 'text', true];

/** JSON that is not an answer of an endpoint. */
const SHAPES = {
  getPlugin: [(c) => c.getPlugin(1), NO_OBJECTS],
  createPlugin: [(c) => c.createPlugin({ name: 'x' }), NO_OBJECTS],
  updatePlugin: [(c) => c.updatePlugin(1, {}), NO_OBJECTS],
  getPluginRelease: [(c) => c.getPluginRelease(1), NO_OBJECTS],
  getPluginReleaseByLookup: [(c) => c.getPluginReleaseByLookup('a@1'), NO_OBJECTS],
  createPluginRelease: [(c) => c.createPluginRelease({ plugin: 1, version: '1', file }), NO_OBJECTS],
  getJob: [(c) => c.getJob(1), NO_OBJECTS],
  updateJob: [(c) => c.updateJob(1, {}), NO_OBJECTS],
  createServeApplication: [(c) => c.createServeApplication({ job: 1 }), NO_OBJECTS],
  getStorage: [(c) => c.getStorage(1), NO_OBJECTS],
  createStorage: [(c) => c.createStorage({ name: 's', provider: 'ftp' }), NO_OBJECTS],
  listAgents: [(c) => c.listAgents(), [[], {}, { results: {} }, null]],
  listPluginReleases: [(c) => c.listPluginReleases(1), [[], { detail: 'odd' }]],
  listPlugins: [(c) => c.listPlugins(), [[], { results: [] }, { count: 1 }, { count: '1', results: [] }]],
  listJobs: [(c) => c.listJobs(), [[], { results: [] }, { count: 1 }, { count: '1', results: [] }]],
  listServeApplications: [(c) => c.listServeApplications(), [[], { results: [] }]],
  listStorages: [(c) => c.listStorages(), [{}, null, 7, { results: 1 }]],
  listJobConsoleLogs: [(c) => c.listJobConsoleLogs(1), [{}, null, 'text']],
};

for (const [name, [call, bodies]] of Object.entries(SHAPES)) {
  if (!name.startsWith('update')) {
    test(`${name}: 204 rejects, because the call returns a value`, async () => {
      server.play(answer(204));
      assertEmpty(await rejected(call(client)), 204, name.startsWith('create'));
      assert.equal(server.requests.length, 1);
    });
  }

  for (const body of bodies) {
    test(`${name}: ${JSON.stringify(body)} rejects`, async () => {
      server.play(answer(200, JSON.stringify(body), { 'Content-Type': 'application/json' }));
      const error = await rejected(call(client));
      assert.ok(error instanceof InvalidResponseError, error.stack);
      assert.deepEqual(error.response, body);
      assert.equal(server.requests.length, 1);
    });
  }
}

test('an answer with the right shape is accepted, whatever else it contains, and whatever its content type', async () => {
  server.play(answer(200, JSON.stringify({ ...page, extra: 1 }), { 'Content-Type': 'text/plain' }));
  assert.deepEqual(await client.listJobs(), [[{ id: 1 }], 1]);
  server.play(answer(200, [1, 2]));
  assert.deepEqual(await client.listStorages(), [1, 2]);
  for (const json of ['[]', 'null', '7', '"text"', 'false']) {
    server.play(answer(200, json));
    assert.deepEqual(await client.runPlugin(1, {}), JSON.parse(json));
  }
});

test('a byte order mark is not part of the JSON', async () => {
  server.play(answer(200, '\ufeff{"id": 7}'));
  assert.deepEqual(await client.getPlugin(7), { id: 7 });
  server.play(answer(404, '\ufeff{"detail": "Gone."}'));
  assert.deepEqual((await rejected(client.getPlugin(7))).response, { detail: 'Gone.' });
});
