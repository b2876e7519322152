// No argument is dropped silently: one that cannot be read in its place is refused by its name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { BackendClient, InvalidRequestError, fileFromPath } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

const backend = await server((request, response) => json(response, { id: 1, count: 0, results: [] }));
const client = new BackendClient({ baseUrl: backend.url, apiToken: 'token', retry: false });
const file = new Uint8Array([1]);

/** Each method with its arguments before the options. */
const OPTIONS = {
  healthCheckAgent: ['t'], listAgents: [{}], iterateAgents: [{}], listPlugins: [{}], iteratePlugins: [{}], getPlugin: [1],
  createPlugin: [{ name: 'p' }], updatePlugin: [1, {}], runPlugin: [1, {}],
  getPluginRelease: [1, {}], getPluginReleaseByLookup: ['a@1', {}],
  listPluginReleases: [1, {}], iteratePluginReleases: [1, {}], createPluginRelease: [{ plugin: 1, version: '1', file }], getJob: [1, {}],
  listJobs: [{}], iterateJobs: [{}], updateJob: [1, {}], listJobConsoleLogs: [1], tailJobConsoleLogs: [1], waitForJob: [1],
  createLogs: [{ message: 'm' }], createServeApplication: [{ job: 1 }], listServeApplications: [{}], iterateServeApplications: [{}],
  listStorages: [{}], getStorage: [1], createStorage: [{ name: 's', provider: 'ftp' }], request: ['GET', '/x/'],
};
const endingWith = (last) => Object.entries(OPTIONS).filter(([, before]) => JSON.stringify(before.at(-1)) === last);
const dropLast = ([name, before]) => [name, before.slice(0, -1)];
const PARAMS = endingWith('{}').filter(([name]) => /^(list|iterate|get)/.test(name)).map(dropLast);
const DATA = Object.entries(OPTIONS).filter(([name]) => /^(create|update|run)/.test(name)).map(dropLast);

const INSTANCES = {
  'an AbortSignal': () => new AbortController().signal,
  'an AbortSignal that has aborted': () => AbortSignal.abort(),
  'an AbortController': () => new AbortController(),
  'a Map': () => new Map([['timeout', 5]]),
  'a Map of another realm': () => runInNewContext("new Map([['timeout', 5]])"),
  'a Set': () => new Set(['timeout']),
  'a WeakMap': () => new WeakMap(),
  Headers: () => new Headers({ 'x-team': 'blue' }),
  FormData: () => new FormData(),
  'a Date': () => new Date(0),
  'a RegExp': () => /x/,
  'an Error': () => new Error('x'),
  'a Promise': () => Promise.resolve({ timeout: 5 }),
  'a list': () => [['timeout', 5]],
  'a Blob': () => new Blob(['x']),
  bytes: () => new Uint8Array(3),
  'a Proxy of a Map': () => new Proxy(new Map(), {}),
  'a generator': () => (function* () {})(),
  'a text': () => 'timeout=5',
  'a number': () => 5,
  'a boolean': () => true,
  'a function': () => () => ({ timeout: 5 }),
  'a symbol': () => Symbol('timeout'),
  'a bigint': () => 5n,
};
const PAIRS = { URLSearchParams: () => new URLSearchParams('timeout=5') };

const call = (name, args) => {
  const outcome = client[name](...args);
  return typeof outcome.next === 'function' ? outcome.next() : outcome;
};

async function refused(promise, field, what) {
  const before = backend.requests.length;
  const error = await rejected(promise);
  assert.ok(error instanceof InvalidRequestError, `${what}: ${error}`);
  assert.match(error.field, field, `${what}: ${error.message}`);
  assert.deepEqual([error.attempts, backend.requests.length], [0, before], what);
  return error;
}

test('all methods are tested', () => {
  const isOther = (name) => /^(__.*|constructor|baseUrl|free|withOptions)$/.test(name);
  const names = Object.getOwnPropertyNames(BackendClient.prototype).filter((name) => !isOther(name));
  assert.deepEqual(names.sort(), Object.keys(OPTIONS).sort());
  assert.ok(PARAMS.length >= 14 && DATA.length >= 8, `${PARAMS.length} ${DATA.length}`);
});

for (const [name, before] of Object.entries(OPTIONS)) {
  test(`${name}: options that are not a record are refused by name`, async () => {
    for (const [what, make] of Object.entries({ ...INSTANCES, ...PAIRS })) {
      const { message } = await refused(call(name, [...before, make()]), /^options$/, what);
      const [, kind] = /^an? (?:Proxy of a )?([A-Z]\w*)/.exec(what) ?? [];
      if (kind) assert.ok(message.includes(kind), message);
    }
  });
}

for (const [name, before] of PARAMS) {
  test(`${name}: parameters that are not a record are refused by name`, async () => {
    for (const [what, make] of Object.entries(INSTANCES)) await refused(call(name, [...before, make()]), /^params$/, what);
    for (const [what, make] of Object.entries(INSTANCES)) await refused(client.request('GET', '/x/', { params: make() }), /^params$/, what);
  });
}

for (const [name, before] of DATA) {
  test(`${name}: data that is not a record is refused`, async () => {
    for (const [what, make] of Object.entries({ ...INSTANCES, ...PAIRS })) {
      await refused(call(name, [...before, make()]), /^(data|\d)/, what);
    }
  });
}

test('nested options that are not a record are refused', async () => {
  const each = Object.entries({ ...INSTANCES, ...PAIRS });
  for (const [what, make] of each) {
    const value = make();
    await refused(client.getPlugin(1, { retry: value }), /^retry$/, what);
    if (!what.startsWith('an AbortSignal')) await refused(client.getPlugin(1, { signal: value }), /^signal$/, what);
    const isRefused = (field) => (error) => error instanceof InvalidRequestError && error.field === field;
    for (const name of ['retry', 'hooks', 'logger']) {
      assert.throws(() => new BackendClient({ baseUrl: backend.url, [name]: value }), isRefused(name), `${name}: ${what}`);
      assert.throws(() => client.withOptions({ [name]: value }), isRefused(name), `${name}: ${what}`);
    }
    assert.throws(() => new BackendClient(value), isRefused('options'), what);
    assert.throws(() => client.withOptions(value), isRefused('options'), what);
  }
});

for (const [name, before] of Object.entries(OPTIONS)) {
  test(`${name}: arguments after the options are refused`, async () => {
    for (const more of [[{ timeout: 1 }], [undefined, { timeout: 1 }], [undefined, undefined, null]]) {
      await refused(call(name, [...before, undefined, ...more]), /^options$/, JSON.stringify(more));
    }
  });
}

test('undefined arguments after the options change nothing', async () => {
  assert.deepEqual(await client.getPlugin(1, undefined, undefined, undefined), { id: 1, count: 0, results: [] });
});

test('fileFromPath: options that are not a record are refused', async () => {
  for (const [what, make] of Object.entries({ ...INSTANCES, ...PAIRS })) {
    const error = await rejected(fileFromPath(import.meta.filename, make()));
    assert.ok(error instanceof InvalidRequestError, `${what}: ${error}`);
  }
});

test('records of all kinds are read: of a class, of another realm, without a prototype, behind a proxy', async () => {
  class Filters {
    status = 'failed';
    #hidden = 1;
    get reads() {
      return this.#hidden;
    }
  }
  const records = [
    new Filters(), runInNewContext("({ status: 'failed' })"), Object.assign(Object.create(null), { status: 'failed' }),
    new Proxy({ status: 'failed' }, {}), Object.freeze({ status: 'failed' }), new URLSearchParams('status=failed'),
    runInNewContext("new (class A { status = 'failed' })"),
  ];
  for (const params of records) {
    await client.listJobs(params);
    assert.equal(backend.requests.at(-1).url, '/jobs/?status=failed');
  }
});

const HEADERS = {
  Headers: () => new Headers({ 'X-Team': 'blue' }),
  'a list of pairs': () => [['X-Team', 'blue']],
  'a list of pairs of another realm': () => runInNewContext("[['X-Team', 'blue']]"),
  'a record': () => ({ 'X-Team': 'blue' }),
  'a record of another realm': () => runInNewContext("({ 'X-Team': 'blue' })"),
  'a class of its own over Headers': () => new (class Own extends Headers {})({ 'X-Team': 'blue' }),
};

for (const [what, make] of Object.entries(HEADERS)) {
  test(`headers, ${what}: sent, from the client and from the call`, async () => {
    const sources = [make(), () => make(), async () => make()];
    for (const headers of sources) {
      for (const send of [
        () => client.getPlugin(1, { headers }),
        () => client.withOptions({ headers }).getPlugin(1),
        () => client.iterateJobs({}, { headers }).next(),
        () => client.request('POST', '/x/', { headers }),
        () => client.createPluginRelease({ plugin: 1, version: '1', file }, { headers }),
      ]) {
        await send();
        assert.equal(backend.requests.at(-1).headers['x-team'], 'blue');
      }
    }
  });
}

test('headers of any other type are refused, instead of sending the request without them', async () => {
  const { Headers: _, 'a list': __, 'a function': ___, ...others } = INSTANCES;
  // For fetch, any iterable of pairs is a valid form of headers, so one that is read here need not be refused.
  const isRead = (what) => /Map|generator/.test(what);
  for (const [what, make] of Object.entries(others).filter(([name]) => !isRead(name))) {
    await refused(client.getPlugin(1, { headers: make() }), /^headers$/, what);
    if (what !== 'a Promise') await refused(client.getPlugin(1, { headers: () => make() }), /^headers$/, `a function that answers ${what}`);
    assert.throws(() => client.withOptions({ headers: make() }), InvalidRequestError, what);
  }
});

test('hooks and loggers of a class are called', async () => {
  const reported = [];
  class Observer {
    onRequest = ({ attempt }) => reported.push(attempt);
    onResponse({ status }) {
      reported.push([this instanceof Observer, status]);
    }
  }
  await client.withOptions({ hooks: new Observer() }).getPlugin(1);
  assert.deepEqual(reported, [1, [true, 200]]);
});

test('headers in any form that fetch reads are sent', async () => {
  class Pairs {
    *[Symbol.iterator]() {
      yield ['x-team', 'blue'];
    }
  }
  for (const headers of [new Pairs(), new Pairs()[Symbol.iterator](), new Map([['x-team', 'blue']]).entries(), () => new Pairs()]) {
    await client.getPlugin(1, { headers });
    assert.equal(backend.requests.at(-1).headers['x-team'], 'blue');
  }
});

test('a list whose items cannot be read is refused', async () => {
  const list = Object.defineProperty([1], 0, { get: () => { throw new Error('unreadable'); } });
  await refused(client.listJobs({ status: list }), /^params.status$/, 'a parameter');
  await refused(client.createPluginRelease({ plugin: 1, version: '1', file, tags: list }), /^tags$/, 'a field of a form');
});

test('a release without a plugin or a version is refused, also if its list is empty', async () => {
  await refused(client.createPluginRelease({ plugin: [], version: '1', file }), /^plugin$/, 'an empty list');
  await refused(client.createPluginRelease({ plugin: 1, version: [null], file }), /^version$/, 'a list of null');
});

test('a base URL that is a path with a tab or a line end is refused', () => {
  for (const baseUrl of ['/\t/evil.example', '/\n/evil.example', '/\r\\evil.example']) {
    assert.throws(() => new BackendClient({ baseUrl }), { name: 'InvalidRequestError', field: 'baseUrl' });
  }
});
