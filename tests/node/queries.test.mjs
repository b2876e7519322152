// Queries, ids and paths as they are sent: they are parsed back to exactly what the caller passed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { random } from './support/random.mjs';

/** Characters with a meaning for URL parsers. */
const SYNTAX = "az./\\%2eE?#&=:@ \r\n\t+~-é!'()*";
const CONTROL = /\p{Cc}/u;
const BASE = 'https://backend.example/api/';

let sent;
const fetch = async (url) => {
  sent = url.slice(BASE.length);
  return Response.json({ count: 0, results: [] });
};
const client = new BackendClient({ baseUrl: BASE, fetch, retry: false });

/** The target of a call, after the base. */
async function askedBy(call) {
  sent = undefined;
  await call(client);
  return sent;
}

const AT = new Date(0);

/** [the target, the call] */
const DEFAULTS = [
  ['jobs/?page_size=100', (c) => c.iterateJobs().next()],
  ['jobs/?page_size=100&status=failed', (c) => c.iterateJobs({ status: 'failed' }).next()],
  ['jobs/?page_size=5&status=failed', (c) => c.iterateJobs({ status: 'failed', page_size: 5 }).next()],
  ['jobs/?status=failed&page_size=5', (c) => c.iterateJobs(new URLSearchParams('status=failed&page_size=5')).next()],
  ['jobs/?status=failed', (c) => c.iterateJobs({ status: 'failed', page_size: null }).next()],
  ['jobs/?page_size=100&status=failed', (c) => c.iterateJobs({ status: 'failed', page_size: undefined }).next()],
  ['jobs/', (c) => c.listJobs(null)],
  ['jobs/', (c) => c.listJobs(undefined)],
  ['jobs/', (c) => c.listJobs({})],
  ['agents/?page_size=100', (c) => c.iterateAgents().next()],
  ['plugins/?page_size=7', (c) => c.iteratePlugins({ page_size: 7 }).next()],
  ['plugins/', (c) => c.listPlugins()],
  ['plugin_releases/a@1/?expand=plugin', (c) => c.getPluginReleaseByLookup('a@1')],
  ['plugin_releases/7/?expand=plugin&x=1', (c) => c.getPluginReleaseByLookup(7, { x: 1 })],
  ['plugin_releases/7/', (c) => c.getPluginReleaseByLookup(7, { expand: null })],
  ['plugin_releases/7/?expand=a&expand=b', (c) => c.getPluginReleaseByLookup(7, { expand: ['a', 'b'] })],
  ['plugin_releases/?plugin=x%20y', (c) => c.listPluginReleases('x y')],
  ['plugin_releases/?plugin=8', (c) => c.listPluginReleases(7, { plugin: 8 })],
  ['plugin_releases/?plugin=8', (c) => c.listPluginReleases(7, new URLSearchParams({ plugin: '8' }))],
  ['plugin_releases/?plugin=7&ordering=-created', (c) => c.listPluginReleases(7, { ordering: '-created' })],
  ['storages/7/?with_configuration=true', (c) => c.getStorage(7)],
];

for (const [expected, call] of DEFAULTS) {
  test(`a parameter of the endpoint is sent unless the caller passes it: ${String(call).slice(7)}`, async () => {
    const requested = await askedBy(call);
    // The order is the caller's. The position of the endpoint's own parameters does not matter.
    const [path, query = ''] = requested.split('?');
    const [expectedPath, expectedQuery = ''] = expected.split('?');
    assert.equal(path, expectedPath);
    assert.deepEqual(query.split('&').sort(), expectedQuery.split('&').sort());
  });
}

const QUERIES = [
  [{ a: null, b: undefined, c: [] }, ''],
  [{ a: [null, 1, undefined, 2, null] }, '?a=1&a=2'],
  [{ z: 1, a: 2, m: 3 }, '?z=1&a=2&m=3'],
  [{ a: true, b: false, c: 0, d: -1.5, e: 1e21, f: 2n ** 64n, g: '' }, '?a=true&b=false&c=0&d=-1.5&e=1e%2B21&f=18446744073709551616&g='],
  [{ a: AT, b: [AT, AT] }, `?a=${encodeURIComponent(AT.toISOString())}${`&b=${encodeURIComponent(AT.toISOString())}`.repeat(2)}`],
  [{ 'k y': 'é', "!'()*": "!'()*" }, '?k%20y=%C3%A9&%21%27%28%29%2A=%21%27%28%29%2A'],
  [new URLSearchParams([['a', '1'], ['b', 'x y'], ['a', '2'], ['signal', 'x']]), '?a=1&b=x%20y&a=2&signal=x'],
  [new URLSearchParams(), ''],
];

for (const [params, expected] of QUERIES) {
  test(`the query ${expected || 'that is empty'}`, async () => {
    assert.equal(await askedBy((c) => c.listJobs(params)), `jobs/${expected}`);
    assert.equal(await askedBy((c) => c.request('GET', '/x/', { params })), `x/${expected}`);
    assert.equal(await askedBy((c) => c.request('GET', '/x/?y=1', { params })), `x/?y=1${expected.replace('?', '&')}`);
  });
}

const HALVES = {
  'a value': { a: '\ud800' },
  'a value in a list': { a: ['x', 'a\udc00'] },
  'a name': { '\ud800': 'a' },
};

for (const [what, params] of Object.entries(HALVES)) {
  test(`a lone surrogate in ${what} of a query is refused, because a URL cannot contain it`, async () => {
    const calls = [(c) => c.listJobs(params), (c) => c.request('GET', '/x/', { params }), (c) => c.iterateJobs(params).next()];
    for (const call of calls) {
      sent = undefined;
      const error = await rejected(call(client));
      assert.ok(error instanceof InvalidRequestError, String(error));
      assert.deepEqual([error.attempts, sent], [0, undefined]);
    }
  });
}

test('a lone surrogate in JSON is sent as it is', async () => {
  let body;
  const other = client.withOptions({
    fetch: async (url, init) => {
      ({ body } = init);
      return Response.json({ id: 1 });
    },
  });
  await other.createPlugin({ name: 'a\ud800', configuration: { '\udc00': ['\ud800x'] } });
  assert.equal(body, String.raw`{"name":"a\ud800","configuration":{"\udc00":["\ud800x"]}}`);
});

test('any query is parsed back', async () => {
  const { text, list } = random(6);
  for (let i = 0; i < 500; i += 1) {
    const params = Object.fromEntries(list(6, () => [text(SYNTAX), text(SYNTAX)]));
    const requested = await askedBy((c) => c.listJobs(params));
    assert.match(requested, /^jobs\/(\?[\w.~%=&-]*)?$/);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(requested.slice('jobs/'.length))), params);
  }
});

test('any id is one segment, or refused', async () => {
  const { text } = random(5);
  for (let i = 0; i < 1_000; i += 1) {
    const id = text(SYNTAX);
    sent = undefined;
    if (['', '.', '..'].includes(id) || CONTROL.test(id)) {
      assert.equal((await rejected(client.getJob(id))).field, 'pk', JSON.stringify(id));
      assert.equal(sent, undefined);
      continue;
    }
    const requested = await askedBy((c) => c.getJob(id));
    assert.match(requested, /^jobs\/[\w.~@%-]+\/$/);
    assert.equal(decodeURIComponent(requested.slice('jobs/'.length, -1)), id);
    assert.equal(new URL(requested, BASE).href, BASE + requested, 'a URL parser leaves it alone');
  }
});

test('any path of request() stays under the base, or is refused', async () => {
  const { text } = random(7);
  let good = 0;
  for (let i = 0; i < 10_000; i += 1) {
    const path = text(SYNTAX, 12);
    sent = undefined;
    try {
      await client.request('GET', path);
    } catch (error) {
      assert.deepEqual([error.field, sent], ['path', undefined]);
      continue;
    }
    good += 1;
    const { href } = new URL(BASE + sent);
    assert.ok(href.startsWith(BASE), path);
    const depth = (url) => url.split('?')[0].split('/').length;
    assert.equal(depth(href), depth(BASE + sent), path);
  }
  assert.ok(good > 500, `only ${good} were taken`);
});
