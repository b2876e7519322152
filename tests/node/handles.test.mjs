// A client is an object like any other: it may be copied, proxied and frozen, and its methods may be detached. A call then works or is
// refused, but it never becomes a call of another client.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { reactive, readonly, shallowReactive } from 'vue';
import { produce } from 'immer';
import { klona } from 'klona';
import { klona as klonaFull } from 'klona/full';
import _ from 'lodash';
import { makeAutoObservable, makeObservable, observable, toJS } from 'mobx';
import { BackendClient, ClientError, InvalidRequestError } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { collectGarbage } from '../soak/memory.mjs';

delete process.env.SYNAPSE_BASE_URL;
delete process.env.SYNAPSE_API_TOKEN;

/** The requests: [host, token]. */
let sent = [];
beforeEach(() => (sent = []));

const fetch = async (url, { headers }) => {
  const { host, searchParams } = new URL(url);
  sent.push([host, headers['Synapse-Access-Token']]);
  const page = Number(searchParams.get('page') ?? 1);
  return Response.json({ id: 7, count: 4, results: [2 * page - 1, 2 * page], next: page < 2 ? '?page=2' : null });
};

const clientOf = (name) => new BackendClient({ baseUrl: `https://${name}.example`, apiToken: name, fetch, retry: false });
const OWN = ['own.example', 'Token own'];

/** Makes many objects of both classes, which occupy all memory that was free. */
const makeOthers = () =>
  Array.from({ length: 200 }, (__, i) => {
    const other = clientOf(`other${i}`);
    return [other, other.withOptions({ tenant: 'acme' }), other.iterateJobs(), other.tailJobConsoleLogs(1)];
  });

const bare = (object) => Object.create(Object.getPrototypeOf(object));

/** Ways to copy an object. */
const COPIES = {
  '_.clone': _.clone,
  '_.cloneDeep of what holds it': (object) => _.cloneDeep({ api: object }).api,
  '_.cloneDeep of a list of it': (object) => _.cloneDeep([[object]])[0][0],
  'Object.assign': (object) => Object.assign(bare(object), object),
  'Object.defineProperties': (object) => Object.defineProperties(bare(object), Object.getOwnPropertyDescriptors(object)),
  'a spread with its prototype': (object) => Object.setPrototypeOf({ ...object }, Object.getPrototypeOf(object)),
  'Object.create of it': (object) => Object.create(object),
  klona,
  'klona/full': klonaFull,
  'klona/full of what holds it': (object) => klonaFull({ api: object }).api,
  'a copy of a copy': (object) => _.clone(klonaFull(Object.assign(bare(object), object))),
};

/** A copy whose original was garbage-collected, so its memory may belong to others. */
async function copyOf(make, copy) {
  let reference;
  const [copied] = (() => {
    const original = make();
    reference = new WeakRef(original);
    try {
      return [copy(original)];
    } catch (error) {
      assert.ok(error instanceof ClientError, String(error));
      return [];
    }
  })();
  await collectGarbage();
  // An object that has it as its prototype keeps it.
  if (Object.getPrototypeOf(copied ?? {}) !== reference.deref()) assert.equal(reference.deref(), undefined, 'the original is garbage');
  return copied;
}

for (const [how, copy] of Object.entries(COPIES)) {
  test(`a client, copied by ${how}: it works, or is refused`, async () => {
    const client = await copyOf(() => clientOf('own'), copy);
    const others = makeOthers();
    if (client === undefined) return;
    const calls = [
      () => client.getPlugin(1),
      () => client.createPlugin({ name: 'p' }),
      () => client.listAgents(),
      () => client.iterateJobs().next(),
      async () => client.withOptions({ tenant: 'x' }).getPlugin(1),
    ];
    for (const call of calls) await call().catch((error) => assert.ok(error instanceof ClientError, String(error)));
    assert.deepEqual(sent, Array(sent.length).fill(OWN));
    try {
      assert.equal(client.baseUrl, 'https://own.example');
    } catch (error) {
      assert.ok(error instanceof ClientError, String(error));
    }
    for (const [other] of others) assert.deepEqual((await other.getPlugin(1)).id, 7);
  });

  test(`an iterator, copied by ${how}: it continues, or is refused`, async () => {
    for (const isBegun of [false, true]) {
      const origin = isBegun && (await begun());
      const iterator = await copyOf(origin ? () => origin.take() : () => clientOf('own').iterateJobs(), copy);
      const others = makeOthers();
      const seen = [];
      try {
        for (let next = await iterator?.next(); next && !next.done; next = await iterator.next()) seen.push(next.value);
      } catch (error) {
        assert.ok(error instanceof ClientError, String(error));
      }
      if (seen.length > 0) assert.deepEqual(seen, isBegun ? [2, 3, 4] : [1, 2, 3, 4]);
      assert.deepEqual(sent, Array(sent.length).fill(OWN));
      for (const [, , items] of others) assert.equal((await items.next()).value, 1);
      sent = [];
    }
  });
}

/** An iterator whose first item has been read. It is held until it is taken. */
async function begun() {
  let iterator = clientOf('own').iterateJobs();
  assert.equal((await iterator.next()).value, 1);
  return {
    take() {
      const taken = iterator;
      iterator = undefined;
      return taken;
    },
  };
}

test('an iterator outlives its client, and a client of withOptions its origin', async () => {
  const items = clientOf('own').iterateJobs();
  const derived = clientOf('own').withOptions({ tenant: 'x' });
  await collectGarbage();
  const others = makeOthers();
  assert.equal((await items.next()).value, 1);
  assert.equal((await derived.getPlugin(1)).id, 7);
  assert.ok(sent.length >= 2 && others.length > 0);
  assert.deepEqual(sent, Array(sent.length).fill(OWN));
});

test('a call continues after its client was garbage-collected', async () => {
  let answer;
  const waiting = new Promise((resolve) => (answer = resolve));
  const call = new BackendClient({ baseUrl: 'https://own.example', fetch: () => waiting }).getPlugin(1);
  await collectGarbage();
  makeOthers();
  answer(Response.json({ id: 9 }));
  assert.deepEqual(await call, { id: 9 });
});

class Store {
  api;
  count = 0;

  constructor(api) {
    this.api = api;
    makeAutoObservable(this);
  }
}

class Holder {
  constructor(api) {
    this.api = api;
    makeObservable(this, { api: observable });
  }
}

class Derived extends BackendClient {
  getTwo() {
    return this.getPlugin(2);
  }
}

/** Ways in which frameworks hold a client. */
const HOLDERS = {
  'Vue, reactive': (client) => reactive(client),
  'Vue, reactive state': (client) => reactive({ deep: { api: client } }).deep.api,
  'Vue, readonly': (client) => readonly({ api: client }).api,
  'Vue, shallowReactive': (client) => shallowReactive({ api: client }).api,
  'MobX, observable': (client) => observable({ deep: { api: client } }).deep.api,
  'MobX, observable.box': (client) => observable.box(client).get(),
  'MobX, observable.map': (client) => observable.map({ api: client }).get('api'),
  'MobX, makeAutoObservable': (client) => new Store(client).api,
  'MobX, makeObservable': (client) => new Holder(client).api,
  'MobX, toJS': (client) => toJS(observable({ api: client })).api,
  'immer, produce': (client) => produce({ api: client, count: 0 }, (draft) => { draft.count += 1; }).api,
  'immer, put in by a draft': (client) => produce({ api: null }, (draft) => { draft.api = client; }).api,
  'Object.freeze': Object.freeze,
  'Object.seal': Object.seal,
  'Object.preventExtensions': Object.preventExtensions,
  'a Proxy': (client) => new Proxy(client, {}),
  'a Proxy that calls Reflect': (client) => new Proxy(client, { get: (...args) => Reflect.get(...args) }),
  'a Proxy of a Proxy': (client) => new Proxy(new Proxy(client, {}), {}),
  'an object that inherits it': (client) => Object.create(client),
  'a property of its own': (client) => Object.assign(client, { label: 'mine', __wbg: 1 }),
};

for (const [how, hold] of Object.entries(HOLDERS)) {
  test(`a client continues to work: ${how}`, async () => {
    const held = hold(clientOf('own'));
    assert.equal((await held.getPlugin(1)).id, 7);
    assert.equal(held.baseUrl, 'https://own.example');
    assert.deepEqual(await held.listAgents(), [1, 2, 3, 4]);
    const seen = [];
    for await (const item of held.iterateJobs()) seen.push(item);
    assert.deepEqual(seen, [1, 2, 3, 4]);
    assert.equal((await held.withOptions({ timeout: 1_000 }).getPlugin(1)).id, 7);
    assert.deepEqual(sent, Array(sent.length).fill(OWN));
  });

  test(`an iterator continues to work: ${how}`, async () => {
    const seen = [];
    for await (const item of hold(clientOf('own').iterateJobs())) seen.push(item);
    assert.deepEqual(seen, [1, 2, 3, 4]);
  });
}

test('the class can be extended', async () => {
  const derived = new Derived({ baseUrl: 'https://own.example', apiToken: 'own', fetch });
  assert.ok(derived instanceof Derived && derived instanceof BackendClient);
  assert.equal((await derived.getTwo()).id, 7);
  assert.deepEqual(sent, [OWN]);
});

test('structuredClone does not copy a client: it throws, or its result has no methods', () => {
  for (const object of [clientOf('own'), clientOf('own').iterateJobs(), { api: clientOf('own') }]) {
    let clone = {};
    try {
      clone = structuredClone(object);
    } catch (error) {
      assert.equal(error.name, 'DataCloneError');
    }
    for (const each of [clone, clone.api ?? {}]) {
      assert.deepEqual([each.getPlugin, each.next, Object.getPrototypeOf(each)], [undefined, undefined, Object.prototype]);
    }
  }
});

test('JSON and a spread contain no token', () => {
  const client = clientOf('s3cret');
  const views = (each) => [JSON.stringify(each), inspect(each, { showHidden: true, depth: 9 })];
  const shown = [client, { ...client }, { api: client }].flatMap(views);
  for (const text of shown) {
    assert.doesNotMatch(text.replace('https://s3cret.example', ''), /s3cret|apiToken/);
  }
});

/** Objects without a client. */
const STRANGERS = {
  nothing: undefined,
  null: null,
  'an object': {},
  'what only inherits its methods': Object.create(BackendClient.prototype),
  'a text': 'client',
};
const NO_METHODS = ['constructor', 'baseUrl', 'free'];
const names = Object.getOwnPropertyNames(BackendClient.prototype).filter((name) => !name.startsWith('__') && !NO_METHODS.includes(name));

test('all methods are tested', () => {
  for (const name of ['request', 'getPlugin', 'createPluginRelease', 'iterateAgents', 'tailJobConsoleLogs', 'waitForJob', 'withOptions']) {
    assert.ok(names.includes(name), name);
  }
  assert.ok(names.length >= 29, String(names));
});

for (const name of names) {
  test(`${name}, called without its client, is refused, and the client continues to work`, async () => {
    const client = clientOf('own');
    const { [name]: method } = client;
    for (const [what, stranger] of Object.entries(STRANGERS)) {
      const call = () => Reflect.apply(method, stranger, ['1', { name: 'p' }]);
      let error;
      if (name === 'withOptions') {
        try {
          call();
        } catch (thrown) {
          error = thrown;
        }
      } else if (/^(iterate|tail)/.test(name)) {
        const items = call();
        assert.equal(items[Symbol.asyncIterator](), items);
        error = await rejected(items.next());
        assert.deepEqual(await items.next(), { done: true, value: undefined });
      } else {
        const promise = call();
        assert.ok(promise instanceof Promise);
        error = await rejected(promise);
      }
      assert.ok(error instanceof InvalidRequestError, `${what}: ${error}`);
      assert.deepEqual([error.attempts, error.mayHaveBeenApplied, typeof error.field], [0, false, 'string'], what);
      assert.match(error.message, /BackendClient/);
    }
    assert.deepEqual(sent, []);
    assert.equal((await client.getPlugin(1)).id, 7);
    assert.equal((await clientOf('own').getPlugin(1)).id, 7);
  });
}

test('the methods of an iterator, called without it, are refused, and it continues', async () => {
  const items = clientOf('own').iterateJobs();
  for (const name of ['next', 'return', 'throw']) {
    for (const stranger of [undefined, null, {}, Object.create(Object.getPrototypeOf(items))]) {
      const error = await rejected(Reflect.apply(items[name], stranger, []));
      assert.ok(error instanceof InvalidRequestError, `${name}: ${error}`);
    }
  }
  assert.equal((await items.next()).value, 1);
});

test('an object without a client can be inspected', () => {
  for (const object of [BackendClient.prototype, Object.create(BackendClient.prototype), { ...clientOf('own') }]) {
    assert.equal(typeof inspect(object), 'string');
    assert.equal(typeof inspect(object, { showHidden: true, getters: true }), 'string');
  }
});

// Last, because a failure corrupts memory, and nothing works any more.
test('a client is not an iterator, and an iterator is not a client', async () => {
  const client = clientOf('own');
  const items = client.iterateJobs();
  for (const call of [
    () => Reflect.apply(client.getPlugin, items, [1]),
    () => Reflect.apply(client.iterateJobs, items, []).next(),
    () => Reflect.apply(items.next, client, []),
    () => Reflect.apply(items.return, client, []),
  ]) {
    const error = await rejected(call());
    assert.ok(error instanceof InvalidRequestError, String(error));
  }
  assert.throws(() => Reflect.apply(client.withOptions, items, [{}]), InvalidRequestError);
  assert.deepEqual(sent, []);
  assert.deepEqual([(await client.getPlugin(1)).id, (await items.next()).value], [7, 1]);
});
