// A polluted Object.prototype changes no call, and no answer changes a prototype.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError, ValidationError } from 'synapse-backend-client';
import { CALLS } from '../../support/calls.mjs';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const elsewhere = (await faultServer()).play(ok);
const called = [];

const POLLUTION = {
  headers: { 'X-Polluted': '1', 'Synapse-Access-Token': 'Token stolen' },
  fetch: (...args) => called.push(args),
  baseUrl: elsewhere.url,
  retry: false,
  method: 'DELETE',
  apiToken: 'polluted',
  accessToken: 'polluted',
  authorizationToken: 'polluted',
  agentToken: 'polluted',
  tenant: 'polluted',
  urlHost: 'polluted',
  // Long, because Node's sockets inherit it too: in Node 24, the event of such a timeout throws.
  timeout: 600_000,
  onRequest: () => called.push('onRequest'),
  onResponse: () => called.push('onResponse'),
  onRetry: () => called.push('onRetry'),
  hooks: { onRequest: () => called.push('onRequest') },
  limit: 0,
  unsafe: true,
  params: { polluted: 1 },
  data: { polluted: 1 },
  page_size: 7,
  filename: 'polluted',
  cause: new Error('polluted'),
  statusCode: 418,
  results: ['polluted'],
  next: elsewhere.url,
  token: 'polluted',
  progress: 500,
  further: { timeOut: () => 1 },
  isStream: true,
  isIterator: true,
  isText: true,
};

/** Pollutes until the test ends. (With `body` or `signal`, Node's own fetch always fails.) */
function pollute(t, name) {
  Object.prototype[name] = POLLUTION[name];
  t.after(() => delete Object.prototype[name]);
}

const plainRequest = ({ method, target, headers, body }) => {
  const { 'content-type': type = '', ...others } = headers;
  const boundary = /boundary=(.*)$/.exec(type)?.[1];
  const text = body.toString();
  return [method, target, others, type.split(';')[0], boundary ? text.replaceAll(boundary, 'BOUNDARY') : text];
};

/** The requests of one call of each kind, after a 429. */
async function requestsOfAll() {
  const client = new BackendClient({ baseUrl: server.url, hooks: {}, headers: {}, timeout: 0, retry: {} });
  const requests = [];
  for (const { send } of CALLS) {
    server.play(answer(429), ok);
    assert.deepEqual(await send(client, {}), { id: 7 });
    requests.push(...server.requests.map(plainRequest));
  }
  return requests;
}

for (const name of Object.keys(POLLUTION)) {
  test(`Object.prototype.${name} has no effect`, async (t) => {
    fakeClock(t);
    called.length = 0;
    const clean = await requestsOfAll();
    pollute(t, name);
    assert.deepEqual(await requestsOfAll(), clean);
    assert.deepEqual(called, []);
    assert.equal(elsewhere.requests.length, 0);
  });
}

test('fetch gets no inherited option', async (t) => {
  Object.prototype.mode = 'no-cors'; // in which the token headers would be dropped
  t.after(() => delete Object.prototype.mode);
  let mode;
  const fetch = async (url, init) => {
    ({ mode } = init);
    return { status: 200, headers: new Map(), text: async () => '{"id": 7}' };
  };
  await new BackendClient({ baseUrl: server.url, fetch }).getPlugin(7);
  assert.equal(mode, undefined);
});

/** The init that fetch gets in each kind of call. */
async function initsOfAll() {
  const inits = [];
  const fetch = async (url, init) => {
    inits.push(init);
    return Response.json({ id: 7 });
  };
  const client = new BackendClient({ baseUrl: server.url, fetch, apiToken: 'token' });
  for (const { send } of CALLS) await send(client);
  return inits;
}

/** Calls without a body. */
const BODILESS = ['GET', 'repeat-safe POST'];

test('fetch gets an ordinary object', async () => {
  const inits = await initsOfAll();
  for (const [index, init] of inits.entries()) {
    const { title } = CALLS[index];
    assert.equal(Object.getPrototypeOf(init), Object.prototype, title);
    // eslint-disable-next-line no-prototype-builtins -- as in instrumented fetches
    assert.equal(init.hasOwnProperty('body'), !BODILESS.includes(title), title);
    assert.equal(`${init}`, '[object Object]');
    assert.equal('' + init, '[object Object]');
    assert.deepEqual(Object.entries(init).filter(([, value]) => value === undefined), [], title);
    assert.equal(Object.getPrototypeOf(init.headers), Object.prototype, title);
    assert.equal(init.headers['Synapse-Access-Token'], 'Token token');
    assert.ok(init.signal instanceof AbortSignal);
    assert.ok(!('cache' in init), title);
  }
});

test('neither a poll nor the live log sets cache in Node', async () => {
  const inits = [];
  const fetch = async (url, init) => {
    inits.push(init);
    return Response.json({ id: 7, status: 'completed' });
  };
  const client = new BackendClient({ baseUrl: server.url, fetch });
  await client.waitForJob(7);
  await rejected(client.tailJobConsoleLogs(7).next());
  assert.ok(inits.length >= 2);
  for (const init of inits) assert.ok(!('cache' in init));
});

test('an unused member is an own undefined only if Object.prototype has a member of that name', async (t) => {
  const polluted = ['body', 'mode', 'cache', 'referrer', 'integrity', 'keepalive', 'dispatcher'];
  const clean = (await initsOfAll()).map((init) => Object.keys(init));
  for (const name of polluted) Object.prototype[name] = 'polluted';
  Object.prototype.unrelated = 'polluted';
  t.after(() => [...polluted, 'unrelated'].forEach((name) => delete Object.prototype[name]));
  const inits = await initsOfAll();
  for (const [index, init] of inits.entries()) {
    const unused = polluted.filter((name) => !clean[index].includes(name));
    const undefineds = Object.keys(init).filter((name) => init[name] === undefined);
    assert.deepEqual(undefineds.sort(), unused.sort(), CALLS[index].title);
    for (const name of polluted) assert.notEqual(init[name], 'polluted', name);
  }
});

test('a client without own options has none', (t) => {
  pollute(t, 'baseUrl');
  assert.throws(() => new BackendClient({}), InvalidRequestError);
});

test('required fields are own fields', async (t) => {
  for (const [name, call] of [
    ['name', (client) => client.createPlugin({})],
    ['job', (client) => client.createServeApplication({})],
    ['file', (client) => client.createPluginRelease({ plugin: 1, version: '1' })],
  ]) {
    Object.prototype[name] = 'polluted';
    t.after(() => delete Object.prototype[name]);
    assert.equal((await rejected(call(new BackendClient({ baseUrl: server.url })))).field, name);
  }
});

const POISON = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 2}}, "id": 7}';

/** Asserts that no prototype has changed, and that the key is an own key of the answer. */
function assertUnharmed(value) {
  assert.equal({}.polluted, undefined);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.ok(Object.hasOwn(value, '__proto__'));
}

test('a __proto__ in an answer is a field like any other', async () => {
  const client = new BackendClient({ baseUrl: server.url });
  server.play(answer(200, POISON));
  assertUnharmed(await client.getPlugin(7));
  server.play(answer(200, `{"count": 1, "next": null, "results": [${POISON}]}`));
  for (const [item] of [await client.listAgents(), (await client.listJobs())[0], await client.listStorages()]) assertUnharmed(item);
});

test('a __proto__ in an error is a field like any other', async () => {
  const client = new BackendClient({ baseUrl: server.url, apiToken: 'a-token' });
  const body = '{"__proto__": ["No a-token."], "constructor": ["No."], "toString": {"__proto__": ["No."]}}';
  server.play(answer(400, body));
  const error = await rejected(client.createPlugin({ name: 'p' }));
  assert.ok(error instanceof ValidationError);
  assertUnharmed(error.response);
  assertUnharmed(error.fieldErrors);
  const pairs = Object.entries(error.fieldErrors);
  assert.deepEqual(pairs, [['__proto__', ['No ***.']], ['constructor', ['No.']], ['toString.__proto__', ['No.']]]);
  assert.equal(Object.getPrototypeOf(error), ValidationError.prototype);
});

test('a __proto__ in data is sent', async () => {
  const client = new BackendClient({ baseUrl: server.url });
  for (const send of [
    (data) => client.createPlugin({ name: 'p', ...data }),
    (data) => client.createLogs({ message: 'm', ...data }),
    (data) => client.updateJob(1, data),
  ]) {
    server.play(ok);
    const data = JSON.parse('{"x": {"__proto__": {"polluted": 1}}}');
    await send(data);
    assert.match(server.requests[0].body.toString(), /"x":{"__proto__":{"polluted":1}}/);
  }
  assert.equal({}.polluted, undefined);
});
