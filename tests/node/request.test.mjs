// request(): any other endpoint, with the client's tokens, retries and errors.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError, NotFoundError } from 'synapse-backend-client';
import { fakeClock } from '../support/clock.mjs';
import { faultServer } from '../support/fault-server.mjs';
import { answer, head, ok } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: `${server.url}/api`, apiToken: 'token', timeout: 0, urlHost: 'app.example' });

test("it sends the given request, with the client's tokens and url_host", async () => {
  server.play(ok);
  const params = { q: 'a b&c', tags: ['x', null, 'y'], none: null };
  assert.deepEqual(await client.request('POST', '/reports/', { params, data: { a: null, b: [1] }, headers: { 'X-Call': '1' } }), { id: 7 });
  const [{ method, target, headers, body }] = server.requests;
  assert.equal(method, 'POST');
  assert.equal(target, '/api/reports/?q=a%20b%26c&tags=x&tags=y&url_host=app.example');
  assert.deepEqual([headers['synapse-access-token'], headers['x-call'], headers['content-type']], ['Token token', '1', 'application/json']);
  assert.equal(body.toString(), '{"a":null,"b":[1]}');
});

test('a path is relative to baseUrl, with or without a slash, and may have a query', async () => {
  for (const path of ['reports/?a=1', '/reports/?a=1']) {
    server.play(ok);
    await client.request('GET', path, { params: { b: 2 } });
    assert.equal(server.requests[0].target, '/api/reports/?a=1&b=2&url_host=app.example');
  }
  server.play(ok);
  await client.request('GET', '/reports/?url_host=mine');
  assert.equal(server.requests[0].target, '/api/reports/?url_host=mine');
});

test('data may be any JSON; without data there is no body', async () => {
  for (const data of [[], [1, 'ü'], 'text', 7, false, null]) {
    server.play(ok);
    await client.request('PUT', '/x/', { data });
    assert.deepEqual(JSON.parse(server.requests[0].body), data);
  }
  for (const method of ['POST', 'PUT', 'PATCH']) {
    server.play(ok);
    await client.request(method, '/x/');
    const [{ headers, body }] = server.requests;
    assert.deepEqual([body.length, headers['content-length'], headers['content-type']], [0, '0', undefined]);
  }
});

test('a HEAD that is answered 404 gets no hint about a body, which it never has', async () => {
  server.play((socket) => socket.end(head(404, { 'Content-Length': 20 })));
  const error = await rejected(client.request('HEAD', 'reports/'));
  assert.equal(error.message, '404 Not Found: HEAD /api/reports/');
});

test('HEAD and 204 return null, and DELETE needs no body', async () => {
  server.play((socket) => socket.end(head(200, { 'Content-Type': 'application/json', 'Content-Length': '100' })));
  assert.equal(await client.request('HEAD', '/x/'), null);
  server.play(answer(204));
  assert.equal(await client.request('DELETE', '/x/'), null);
  assert.equal(server.requests[0].method, 'DELETE');
});

test("it rejects with the client's errors", async () => {
  server.play(answer(404, { detail: 'No such report.' }));
  const error = await rejected(client.request('GET', '/reports/9/'));
  assert.ok(error instanceof NotFoundError);
  assert.equal(error.message, '404 Not Found: GET /api/reports/9/: No such report.');
  assert.deepEqual([error.method, error.url], ['GET', `${server.url}/api/reports/9/?url_host=app.example`]);
});

for (const [method, attempts] of Object.entries({ GET: 4, HEAD: 4, PUT: 4, DELETE: 4, POST: 1, PATCH: 1 })) {
  test(`${method} is sent ${attempts === 1 ? 'once' : 'again'} when a proxy fails`, async (t) => {
    fakeClock(t);
    server.play(answer(502));
    const error = await rejected(client.request(method, '/x/'));
    assert.deepEqual([error.attempts, error.mayHaveBeenApplied, server.requests.length], [attempts, attempts === 1, attempts]);
  });
}

const REFUSED = [
  ['method', 'get', '/x/'],
  ['method', 'OPTIONS', '/x/'],
  ['method', 'POST /y/ HTTP/1.1\r\n', '/x/'],
  ['method', undefined, '/x/'],
  ['method', 7, '/x/'],
  ['path', 'GET', undefined],
  ['path', 'GET', 7],
  ['data', 'GET', '/x/', { data: {} }],
  ['data', 'GET', '/x/', { data: 0 }],
  ['data', 'HEAD', '/x/', { data: {} }],
  ['params', 'GET', '/x/', { params: 'a=1' }],
  ['params.a', 'GET', '/x/', { params: { a: {} } }],
  ['parameters', 'GET', '/x/', { parameters: {} }],
  ['options', 'GET', '/x/', 'a=1'],
];

for (const [field, ...args] of REFUSED) {
  test(`${JSON.stringify(args)} is refused because of ${field}`, async () => {
    server.play(ok);
    const error = await rejected(client.request(...args));
    assert.ok(error instanceof InvalidRequestError);
    assert.deepEqual([error.field, error.attempts, server.requests.length], [field, 0, 0]);
  });
}
