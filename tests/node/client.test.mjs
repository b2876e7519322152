import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { BackendClient, VERSION, init, jobState } from 'synapse-backend-client';
import { json, server } from '../support/server.mjs';

// A developer may have set these. The tests set the environment themselves.
delete process.env.SYNAPSE_API_TOKEN;
delete process.env.SYNAPSE_AGENT_TOKEN;
delete process.env.SYNAPSE_BASE_URL;

const backend = await server((request, response) => json(response, { id: 1 }));

/** The request of a `getPlugin(1)` at the backend. */
async function requestOf(client) {
  await client.getPlugin(1);
  return backend.requests.at(-1);
}

test('each token has its header, and nothing else is added', async () => {
  const tokens = { apiToken: 'a', authorizationToken: 'b', agentToken: 'c', tenant: 'd' };
  const { headers } = await requestOf(new BackendClient({ baseUrl: backend.url, ...tokens }));
  const own = ['synapse-access-token', 'authorization', 'synapse-agent', 'synapse-tenant'];
  assert.deepEqual(own.map((name) => headers[name]), ['Token a', 'Token b', 'Token c', 'Token d']);
  assert.equal(headers.accept, 'application/json');
  const ofFetch = ['host', 'connection', 'accept', 'accept-language', 'sec-fetch-mode', 'user-agent', 'accept-encoding'];
  assert.deepEqual(Object.keys(headers).filter((name) => !ofFetch.includes(name)).sort(), own.sort());
});

test('accessToken is an alias of apiToken, and a token may be a function', async () => {
  const named = await requestOf(new BackendClient({ baseUrl: backend.url, accessToken: 'a' }));
  assert.equal(named.headers['synapse-access-token'], 'Token a');
  const requested = await requestOf(new BackendClient({ baseUrl: backend.url, apiToken: async () => 'b' }));
  assert.equal(requested.headers['synapse-access-token'], 'Token b');
});

test('in Node, tokens default to the environment', async (t) => {
  t.after(() => {
    delete process.env.SYNAPSE_API_TOKEN;
    delete process.env.SYNAPSE_AGENT_TOKEN;
  });
  process.env.SYNAPSE_API_TOKEN = 'from-env';
  process.env.SYNAPSE_AGENT_TOKEN = 'agent-from-env';
  const { headers } = await requestOf(new BackendClient({ baseUrl: backend.url }));
  assert.deepEqual([headers['synapse-access-token'], headers['synapse-agent']], ['Token from-env', 'Token agent-from-env']);
  const given = await requestOf(new BackendClient({ baseUrl: backend.url, accessToken: 'given', agentToken: '' }));
  assert.deepEqual([given.headers['synapse-access-token'], given.headers['synapse-agent']], ['Token given', undefined]);
});

test('in Node, SYNAPSE_LOG turns the console on, and the option sets the level', async (t) => {
  t.after(() => delete process.env.SYNAPSE_LOG);
  const lines = [];
  for (const level of ['debug', 'info', 'warn', 'error']) t.mock.method(console, level, () => lines.push(level));
  for (const [variable, options, expected] of [
    ['info', {}, ['info']],
    ['debug', {}, ['debug', 'info']],
    ['debug', { logLevel: 'info' }, ['info']],
    ['debug', { logLevel: 'error' }, []],
    ['', {}, []],
  ]) {
    process.env.SYNAPSE_LOG = variable;
    await requestOf(new BackendClient({ baseUrl: backend.url, ...options }));
    assert.deepEqual(lines.splice(0), expected, `${variable} ${JSON.stringify(options)}`);
  }
  process.env.SYNAPSE_LOG = 'loud';
  assert.throws(() => new BackendClient({ baseUrl: backend.url }), { field: 'SYNAPSE_LOG' });
});

test('in Node, baseUrl defaults to the environment, so options are optional', async (t) => {
  t.after(() => delete process.env.SYNAPSE_BASE_URL);
  process.env.SYNAPSE_BASE_URL = `${backend.url}/from-env/`;
  for (const options of [[], [undefined], [{}], [{ baseUrl: undefined }]]) {
    const client = new BackendClient(...options);
    assert.equal(client.baseUrl, `${backend.url}/from-env`);
    assert.equal((await requestOf(client)).url, '/from-env/plugins/1/');
  }
  assert.equal((await requestOf(new BackendClient({ baseUrl: backend.url }))).url, '/plugins/1/');
});

test('baseUrl may be a path in a page', (t) => {
  t.after(() => delete globalThis.location);
  globalThis.location = { origin: 'https://app.example', href: 'https://app.example/deep/page?a=1' };
  for (const [baseUrl, whole] of [['/api/', 'https://app.example/api'], ['/', 'https://app.example'], ['/a/../b', 'https://app.example/b']]) {
    assert.equal(new BackendClient({ baseUrl }).baseUrl, whole);
  }
  // A file: page, or some workers.
  globalThis.location = { origin: 'null', href: 'file:///page.html' };
  assert.throws(() => new BackendClient({ baseUrl: '/api' }), { name: 'InvalidRequestError', field: 'baseUrl', attempts: 0 });
});

test('baseUrl keeps its path and loses its trailing slashes', async () => {
  const client = new BackendClient({ baseUrl: `${backend.url}/api/v2//` });
  assert.equal(client.baseUrl, `${backend.url}/api/v2`);
  assert.equal((await requestOf(client)).url, '/api/v2/plugins/1/');
});

test('urlHost is in every query without a url_host', async () => {
  const client = new BackendClient({ baseUrl: backend.url, urlHost: 'https://app.example' });
  await client.getJob(1, { expand: 'logs' });
  await client.getJob(1, { url_host: 'mine' });
  assert.deepEqual(backend.requests.slice(-2).map(({ url }) => url), [
    '/jobs/1/?expand=logs&url_host=https%3A%2F%2Fapp.example',
    '/jobs/1/?url_host=mine',
  ]);
});

test('additional headers are sent, but never replace a token', async () => {
  const client = new BackendClient({ baseUrl: backend.url, apiToken: 'a', headers: { 'X-One': '1', 'synapse-access-token': 'stolen' } });
  await client.getPlugin(1, { headers: { 'X-One': '2', 'X-Two': '2' } });
  const { headers } = backend.requests.at(-1);
  assert.deepEqual([headers['x-one'], headers['x-two'], headers['synapse-access-token']], ['2', '2', 'Token a']);
});

test('withOptions makes another client, and does not change the first', async () => {
  const client = new BackendClient({ baseUrl: backend.url, apiToken: 'a', tenant: 'one' });
  const other = client.withOptions({ tenant: 'two', apiToken: undefined });
  assert.ok(other instanceof BackendClient);
  const [mine, others] = [await requestOf(client), await requestOf(other)].map(({ headers }) => headers);
  assert.deepEqual([mine['synapse-access-token'], mine['synapse-tenant']], ['Token a', 'Token one']);
  assert.deepEqual([others['synapse-access-token'], others['synapse-tenant']], [undefined, 'Token two']);
});

test('a token is removed by either of its names', async () => {
  for (const [given, taken] of [['accessToken', 'apiToken'], ['apiToken', 'accessToken']]) {
    const client = new BackendClient({ baseUrl: backend.url, [given]: 'a' }).withOptions({ [taken]: undefined });
    assert.equal((await requestOf(client)).headers['synapse-access-token'], undefined, given);
  }
});

test('ids are one path segment, and queries are encoded', async () => {
  const client = new BackendClient({ baseUrl: backend.url });
  await client.getPluginRelease('image proc@1.0/2?', { expand: ['plugin', null, 'a&b'], at: new Date(0), big: 2n ** 64n, none: undefined });
  assert.equal(
    backend.requests.at(-1).url,
    '/plugin_releases/image%20proc@1.0%2F2%3F/?expand=plugin&expand=a%26b&at=1970-01-01T00%3A00%3A00.000Z&big=18446744073709551616',
  );
});

test('a null progress is sent to clear it', async () => {
  await new BackendClient({ baseUrl: backend.url }).updateJob(1, { progress: null });
  assert.equal(backend.requests.at(-1).body, '{"progress":null}');
});

test('JSON bodies are what the caller passed: null is kept, undefined is dropped, and nothing is added', async () => {
  const client = new BackendClient({ baseUrl: backend.url });
  await client.updatePlugin(1, { a: null, b: undefined, c: new Date(0), d: [1, 'ü', { e: false }] });
  const { headers, body } = backend.requests.at(-1);
  assert.equal(body, '{"a":null,"c":"1970-01-01T00:00:00.000Z","d":[1,"ü",{"e":false}]}');
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(Number(headers['content-length']), Buffer.byteLength(body));
});

test('an injected fetch is called as a plain function', async () => {
  const calls = [];
  const fetch = function (...args) {
    calls.push([this, ...args]);
    return Promise.resolve(Response.json({ id: 2 }));
  };
  assert.deepEqual(await new BackendClient({ baseUrl: 'https://backend.example', fetch }).getPlugin(2), { id: 2 });
  const [[self, url, request]] = calls;
  assert.deepEqual([self, url, request.method, request.credentials], [undefined, 'https://backend.example/plugins/2/', 'GET', 'omit']);
});

test('options are own properties: those of Object.prototype are ignored', async (t) => {
  t.after(() => {
    delete Object.prototype.apiToken;
    delete Object.prototype.headers;
  });
  Object.prototype.apiToken = 'polluted';
  Object.prototype.headers = { 'X-Polluted': '1' };
  const client = new BackendClient({ baseUrl: backend.url });
  await client.getPlugin(1, {});
  const { headers } = backend.requests.at(-1);
  assert.deepEqual([headers['synapse-access-token'], headers['x-polluted']], [undefined, undefined]);
});

test('init is optional, and may be called at any time', async () => {
  await Promise.all([init(), init()]);
  assert.deepEqual(await new BackendClient({ baseUrl: backend.url }).getPlugin(1), { id: 1 });
});

test('VERSION is the version in package.json', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal(VERSION, version);
});

const STATES = {
  queued: 'queued', QUEUED: 'queued', pending: 'queued', PENDING: 'queued',
  running: 'running', RUNNING: 'running', 'paused by hand': 'running', '': 'running',
  completed: 'succeeded', Completed: 'succeeded', succeeded: 'succeeded', SUCCEEDED: 'succeeded',
  failed: 'failed', FAILED: 'failed',
  stopped: 'stopped', STOPPED: 'stopped', cancelled: 'stopped', CANCELLED: 'stopped',
};

test('jobState converts the statuses of older and newer backends, in upper and lower case', () => {
  const states = Object.fromEntries(Object.keys(STATES).map((status) => [status, jobState({ id: 1, status })]));
  assert.deepEqual(states, STATES);
  for (const status of [undefined, null, 7, {}]) assert.equal(jobState({ status }), 'running');
  assert.equal(jobState({}), 'running');
  assert.equal(jobState('COMPLETED'), 'succeeded');
  assert.equal(jobState('COMPLETED'), 'succeeded');
});

test('classes keep their names', () => {
  assert.equal(BackendClient.name, 'BackendClient');
});
