// Tokens are sent only to the origin of baseUrl. A second server on another origin counts its requests.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, HTTPError, InvalidResponseError } from 'synapse-backend-client';
import { CALLS, MULTIPART } from '../../support/calls.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, ok, redirect } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const other = (await faultServer()).play(ok);
const client = new BackendClient({ baseUrl: `${server.url}/v1`, apiToken: 'token', tenant: 'acme' });

/** Requests the live log, and reads its first event. */
const tail = { title: 'the live log', send: (c, options) => c.tailJobConsoleLogs(1, options).next() };
const pages = { title: 'a list', send: (c, options) => c.listStorages(null, options) };

for (const { title, send } of [...CALLS, tail, pages]) {
  for (const status of [301, 302, 303, 305, 307, 308]) {
    test(`${title}: a ${status} to another origin is not followed`, async () => {
      server.play(redirect(status, `${other.url}/v1/`));
      const error = await rejected(send(client));
      assert.ok(error instanceof InvalidResponseError, error.stack);
      assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['invalid_response', 1, false]);
      assert.deepEqual([server.requests.length, other.requests.length], [1, 0]);
      if (send !== MULTIPART.send) assert.equal(error.statusCode, status);
    });
  }

  test(`${title}: a redirect to the same origin is not followed`, async () => {
    server.play(redirect(307, '/v1/elsewhere/'), ok);
    const error = await rejected(send(client));
    assert.equal(error.code, 'invalid_response');
    assert.equal(server.requests.length, 1);
  });

  for (const status of [300, 304, 306]) {
    test(`${title}: a ${status} is not a redirect, even with a Location`, async () => {
      server.play(redirect(status, `${other.url}/v1/`), ok);
      assertNoRedirect(await rejected(send(client)), status);
    });
  }

  test(`${title}: an answer without a Location is not a redirect`, async () => {
    server.play(answer(302), ok);
    const error = await rejected(send(client));
    // Node hides the answer if an upload is redirected.
    if (send === MULTIPART.send) assert.equal(error.code, 'invalid_response');
    else assertNoRedirect(error, 302);
    assert.equal(server.requests.length, 1);
  });
}

function assertNoRedirect(error, status) {
  assert.ok(error instanceof HTTPError && error.name === 'HTTPError', error.stack);
  const { code, statusCode, attempts, mayHaveBeenApplied } = error;
  assert.deepEqual([code, statusCode, attempts, mayHaveBeenApplied], ['http', status, 1, false]);
  assert.deepEqual([server.requests.length, other.requests.length], [1, 0]);
}

test('the error says if only the last slash differs', async () => {
  for (const location of ['/v1/plugins/7', `${server.url}/v1/plugins/7`]) {
    server.play(redirect(301, location));
    const { message } = await rejected(client.getPlugin(7));
    assert.ok(message.includes(`${server.url}/v1/plugins/7/: redirected to ${location}; only the last slash differs`), message);
  }
});

test('the error says where baseUrl should point to', async () => {
  server.play(redirect(301, 'https://api.example/v2/plugins/7/'));
  const error = await rejected(client.getPlugin(7));
  assert.ok(error.message.includes('redirected to https://api.example/v2/plugins/7/'), error.message);
  assert.ok(error.message.includes('set baseUrl to https://api.example/v2'), error.message);
});

const rest = new URL(other.url).host;
const here = new URL(server.url).host;

/** Places to which a next page must not lead. */
const ELSEWHERE = [
  other.url,
  `${other.url}/v1/storages/?page=2`,
  `//${rest}/v1/storages/?page=2`,
  `///${rest}/v1/`,
  `\\\\${rest}\\v1\\`,
  `/\\${rest}/v1/`,
  `\t//${rest}/v1/`,
  `http:${other.url.slice(5)}/`,
  server.url.replace('127.0.0.1', 'localhost'),
  `https://${here}/v1/storages/?page=2`,
  `http://user:pass@${here}/v1/`,
  `http://token@${here}/v1/`,
  `http://${here}@${rest}/v1/`,
  `http://${here}.evil.example/v1/`,
  `ftp://${here}/v1/`,
  'javascript:alert(1)',
  'data:application/json,{"results":[]}',
  'file:///etc/passwd',
  'http://',
  'http://[',
];

const LISTS = {
  listStorages: (c) => c.listStorages(),
  listJobConsoleLogs: (c) => c.listJobConsoleLogs(1),
  listAgents: (c) => c.listAgents(),
  listPluginReleases: (c) => c.listPluginReleases(1),
  iterateAgents: (c, seen) => drain(c.iterateAgents(), seen),
  iteratePlugins: (c, seen) => drain(c.iteratePlugins(), seen),
  iteratePluginReleases: (c, seen) => drain(c.iteratePluginReleases(1), seen),
  iterateJobs: (c, seen) => drain(c.iterateJobs(), seen),
  iterateServeApplications: (c, seen) => drain(c.iterateServeApplications(), seen),
};

async function drain(items, seen = []) {
  for await (const item of items) seen.push(item);
  return seen;
}

for (const [name, list] of Object.entries(LISTS)) {
  for (const next of ELSEWHERE) {
    test(`${name}: a next page at ${JSON.stringify(next)} is refused`, async () => {
      server.play(answer(200, { count: 2, next, results: [{ id: 1 }] }), answer(200, { count: 2, next: null, results: [] }));
      const seen = [];
      const error = await rejected(list(client, seen));
      assert.ok(error instanceof InvalidResponseError, error.stack);
      assert.deepEqual([server.requests.length, other.requests.length], [1, 0]);
      // The items before it are returned first.
      assert.deepEqual(seen, name.startsWith('iterate') ? [{ id: 1 }] : []);
    });
  }

  test(`${name}: the error shows the next page, and says what to configure`, async () => {
    server.play(answer(200, { count: 2, next: `${other.url}/v1/x/?page=2&cursor=CANARY`, results: [{ id: 1 }] }));
    const { message } = await rejected(list(client));
    assert.ok(message.includes(`(${other.url}/v1/x/)`), message);
    assert.match(message, /the backend does not know its own address behind its proxy$/);
  });

  for (const next of [null, '', false, undefined]) {
    test(`${name}: a next page of ${JSON.stringify(next)} ends the list`, async () => {
      server.play(answer(200, { count: 1, next, results: [{ id: 1 }] }));
      assert.deepEqual(await list(client), [{ id: 1 }]);
      assert.equal(server.requests.length, 1);
    });
  }

  test(`${name}: a next page of the same origin is read, in any notation`, async () => {
    for (const next of [`${server.url}/v1/x/?page=2`, '/v1/x/?page=2', '?page=2', `//${here}/v1/x/?page=2`]) {
      server.play(answer(200, { count: 2, next, results: [{ id: 1 }] }), answer(200, { count: 2, next: null, results: [{ id: 2 }] }));
      assert.deepEqual(await list(client), [{ id: 1 }, { id: 2 }]);
      assert.equal(server.requests[1].headers['synapse-access-token'], 'Token token');
    }
  });
}

test('a next page on http is refused if the base is https', async () => {
  const requested = [];
  const fetch = async (url) => {
    requested.push(url);
    return Response.json({ count: 2, next: 'http://backend.example/storages/?page=2', results: [] });
  };
  const error = await rejected(new BackendClient({ baseUrl: 'https://backend.example', apiToken: 'token', fetch }).listStorages());
  assert.equal(error.code, 'invalid_response');
  assert.deepEqual(requested, ['https://backend.example/storages/']);
});

test('circular pages end', { timeout: 10_000 }, async () => {
  const page = (next) => answer(200, { count: 9, next: `${server.url}${next}`, results: [1] });
  server.play(page('/v1/storages/?page=2'), page('/v1/storages/?page=3'), page('/v1/storages/?page=2'));
  const error = await rejected(client.listStorages());
  assert.equal(error.code, 'invalid_response');
  assert.equal(server.requests.length, 3);
});
