// Values that JSON cannot represent are refused by their paths, at any depth, because they would be lost silently. Other values are sent as
// `JSON.stringify` writes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { faultServer } from '../support/fault-server.mjs';
import { ok } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token', retry: false });
const elsewhere = createContext({});
const other = (code) => runInContext(code, elsewhere);
const file = new Blob(['PK']);

const release = (c, fields) => c.createPluginRelease({ plugin: 1, version: '1', file, ...fields });

/** The ways in which a value becomes JSON, and the path by which it is refused. */
const PLACES = {
  'createPlugin, a field': ['a', (c, a) => c.createPlugin({ name: 'p', a })],
  'updatePlugin, deep': ['configuration.steps.0.with.1', (c, a) => c.updatePlugin(1, { configuration: { steps: [{ with: [1, a] }] } })],
  updatePlugin: ['configuration', (c, a) => c.updatePlugin(1, { configuration: a })],
  runPlugin: ['parameters', (c, a) => c.runPlugin(1, { parameters: a })],
  'createPluginRelease, JSON': ['config.a', (c, a) => c.createPluginRelease({ plugin: 1, version: '1', file: null, config: { a } })],
  'createPluginRelease, a form': ['config.a', (c, a) => release(c, { config: { a } })],
  'createPluginRelease, a list in a form': ['requirements.0.a', (c, a) => release(c, { requirements: [{ a }] })],
  updateJob: ['result.a', (c, a) => c.updateJob(1, { result: { a } })],
  'createLogs, an object': ['a', (c, a) => c.createLogs({ message: 'm', a })],
  'createLogs, a list': ['1.a.b', (c, a) => c.createLogs([{ message: 'm' }, { a: { b: a } }])],
  'createLogs, beside a file': ['1.a.b', (c, a) => c.createLogs([{ file }, { a: { b: a } }])],
  'createLogs, a list for a file': ['file.0', (c, a) => c.createLogs({ file: [a] })],
  'createLogs, a file in an object': ['meta.file', (c, a) => c.createLogs({ meta: { file: a } })],
  createServeApplication: ['data', (c, a) => c.createServeApplication({ job: 1, data: a })],
  createStorage: ['configuration.a', (c, a) => c.createStorage({ name: 's', provider: 'ftp', configuration: { a } })],
  'request, the data': ['data', (c, a) => c.request('POST', '/x/', { data: a })],
  'request, a list': ['0.a', (c, a) => c.request('PUT', '/x/', { data: [{ a }] })],
};

const UNSAYABLE = {
  NaN: () => NaN,
  Infinity: () => -Infinity,
  'a bigint': () => 1n,
  'a function': () => () => 1,
  'a class': () => class A {},
  'a symbol': () => Symbol('a'),
  'a Map': () => new Map([['a', 1]]),
  'an empty Map': () => new Map(),
  'a Set': () => new Set([1]),
  'a WeakMap': () => new WeakMap(),
  'a WeakRef': () => new WeakRef({}),
  'a Map of another realm': () => other('new Map([[1, 2]])'),
  'a class of its own over Map': () => new (class Own extends Map {})(),
  'a Proxy of a Map': () => new Proxy(new Map(), {}),
  'a Blob': () => new Blob(['x']),
  'a File': () => new File(['x'], 'x'),
  'an ArrayBuffer': () => new ArrayBuffer(3),
  'an ArrayBuffer of another realm': () => other('new ArrayBuffer(3)'),
  'a SharedArrayBuffer': () => new SharedArrayBuffer(3),
  'a Uint8Array': () => new Uint8Array(3),
  'a Float64Array of another realm': () => other('new Float64Array(3)'),
  'a DataView': () => new DataView(new ArrayBuffer(3)),
  FormData: () => new FormData(),
  URLSearchParams: () => new URLSearchParams('a=1'),
  Headers: () => new Headers({ a: '1' }),
  'a Promise': () => Promise.resolve(1),
  'a Promise of another realm': () => other('Promise.resolve(1)'),
  'a RegExp': () => /x/,
  'an Error': () => new TypeError('x'),
  'an Error of another realm': () => other("new Error('x')"),
  'a generator': () => (function* () {})(),
  'an iterator': () => [1][Symbol.iterator](),
  'an AbortSignal': () => new AbortController().signal,
  'a boxed bigint': () => Object(1n),
  'a boxed symbol': () => Object(Symbol('a')),
  'a boxed NaN': () => Object(NaN),
  'a boxed Infinity of another realm': () => other('Object(Infinity)'),
  'a date that is none': () => new Date(NaN),
  'a toJSON that answers NaN': () => ({ toJSON: () => NaN }),
  'a toJSON that answers a Map': () => ({ toJSON: () => new Map() }),
  'a toJSON that answers a function': () => ({ toJSON: () => () => 1 }),
  'a toJSON that answers a boxed NaN': () => ({ toJSON: () => Object(NaN) }),
};

for (const [place, [path, send]] of Object.entries(PLACES)) {
  for (const [what, make] of Object.entries(UNSAYABLE)) {
    test(`${place}: ${what} is refused by its path`, async () => {
      server.play(ok);
      const error = await rejected(send(client, make()));
      assert.ok(error instanceof InvalidRequestError, String(error));
      assert.deepEqual([error.field, error.attempts, error.mayHaveBeenApplied, server.requests.length], [path, 0, false, 0]);
      assert.ok(error.message.startsWith(`${path} `), error.message);
      assert.deepEqual(Object.keys(error.fieldErrors), [path]);
    });
  }
}

class Money {
  amount = 5;
  #hidden = 1;
  get half() {
    return this.amount / 2 + this.#hidden;
  }
}

const SAYABLE = {
  null: () => null,
  'a text with half a character': () => '\ud800',
  'minus zero': () => -0,
  'a date': () => new Date(0),
  'a date of another realm': () => other('new Date(0)'),
  'a URL': () => new URL('https://a.example/'),
  'a class of its own': () => new Money(),
  'a record of another realm': () => other('({ a: [1, { b: null }], c: undefined })'),
  'a list of another realm': () => other('[1, [2], { a: undefined }]'),
  'a record without a prototype': () => Object.assign(Object.create(null), { a: 1 }),
  'a Proxy': () => new Proxy({ a: 1 }, {}),
  'a Proxy of a list': () => new Proxy([1, 2], {}),
  'a class of its own over Array': () => (class Own extends Array {}).from([1]),
  boxes: () => [Object(1), Object('a'), Object(false)],
  'boxes of another realm': () => other("[Object(1), Object('a'), Object(false)]"),
  'an undefined in a list, and a hole': () => [undefined, , 1], // eslint-disable-line no-sparse-arrays -- what is tested
  'a toJSON': () => ({ toJSON: (key) => ({ key }) }),
  'a toJSON that is inherited': () => new (class A { toJSON() { return [1]; } })(),
  'a toJSON that answers an object with another': () => ({ toJSON: () => ({ a: { toJSON: () => 1 } }) }),
  'a name that is __proto__': () => JSON.parse('{"__proto__": {"a": 1}}'),
  'the same object twice': () => { const a = { b: 1 }; return [a, a]; },
  'a deep one': () => JSON.parse('['.repeat(150) + ']'.repeat(150)),
};

for (const [what, make] of Object.entries(SAYABLE)) {
  test(`${what} is sent as JSON.stringify writes it`, async () => {
    for (const [send, data] of [
      [(c, a) => c.createPlugin({ name: 'p', a }), (a) => ({ name: 'p', a })],
      [(c, a) => c.createLogs([{ a }]), (a) => [{ a }]],
      [(c, a) => c.createLogs([{ a, b: [a] }, { file }]), (a) => [{ a, b: [a] }, { file: 'data:application/octet-stream;base64,UEs=' }]],
      [(c, a) => c.request('PATCH', '/x/', { data: { a } }), (a) => ({ a })],
    ]) {
      server.play(ok);
      await send(client, make());
      assert.equal(server.requests[0].body.toString(), JSON.stringify(data(make())));
    }
  });
}

test('data is sent as it was at the time of the call, even if a file in it is read later', async () => {
  for (const [what, blob] of [['no file', undefined], ['a file', new Blob(['x'])]]) {
    server.play(ok);
    const log = { message: 'm', meta: { steps: [1] }, file: blob };
    const sending = client.createLogs([log]);
    log.message = 'other';
    log.meta.steps.push(2);
    await sending;
    const [sent] = JSON.parse(server.requests[0].body);
    assert.deepEqual([sent.message, sent.meta], ['m', { steps: [1] }], what);
  }
});
