import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError, ServerError } from 'synapse-backend-client';
import { rejected } from '../../support/rejected.mjs';
import { json, server } from '../../support/server.mjs';
import { readLog as readAll } from './support/logs.mjs';
import { until, untilQuiet } from './support/until.mjs';

const bounded = { timeout: 20_000 };
const ids = (items) => items.map(({ id }) => id);
const pageOf = (url) => Number(new URL(url, 'http://any').searchParams.get('page') ?? 1);

/** A backend with this number of pages of two jobs, and a client of it. The result of `more` overrides that of a page. */
async function paged(pages, more = () => ({})) {
  const backend = await server(({ url, headers }, response) => {
    const page = pageOf(url);
    const next = new URL(url, `http://${headers.host}`);
    next.searchParams.set('page', page + 1);
    const { status, ...other } = more(page, next.href);
    const results = [{ id: 2 * page - 1 }, { id: 2 * page }];
    json(response, { count: 2 * pages, next: page < pages ? next.href : null, results, ...other }, status);
  });
  const client = new BackendClient({ baseUrl: backend.url, apiToken: 'token', retry: { baseDelay: 1, maxDelay: 1 } });
  return { client, backend, fetched: () => backend.requests.map(({ url }) => pageOf(url)) };
}

const LISTS = {
  iterateAgents: '/agents/',
  iteratePlugins: '/plugins/',
  iterateJobs: '/jobs/',
  iterateServeApplications: '/serve_applications/',
};

for (const [name, path] of Object.entries(LISTS)) {
  test(`${name}: every item of every page, in order`, bounded, async () => {
    const { client, backend } = await paged(4);
    const { seen, error } = await readAll(client[name]({ status: ['failed', 'running'] }));
    assert.deepEqual([ids(seen), error], [[1, 2, 3, 4, 5, 6, 7, 8], undefined]);
    const first = `${path}?page_size=100&status=failed&status=running`;
    assert.deepEqual(backend.requests.map(({ url }) => url), [first, ...[2, 3, 4].map((page) => `${first}&page=${page}`)]);
    assert.ok(backend.requests.every(({ headers }) => headers['synapse-access-token'] === 'Token token'));
  });

  test(`${name}: page_size sets the page size`, bounded, async () => {
    const { client, backend } = await paged(1);
    await readAll(client[name]({ page_size: 7 }));
    assert.equal(backend.requests[0].url, `${path}?page_size=7`);
  });
}

test('iteratePluginReleases: every item of every page, of that plugin', bounded, async () => {
  const { client, backend } = await paged(3);
  const { seen } = await readAll(client.iteratePluginReleases('a b', { ordering: '-created' }));
  assert.deepEqual(ids(seen), [1, 2, 3, 4, 5, 6]);
  const queries = backend.requests.map(({ url }) => new URL(url, 'http://any').searchParams);
  assert.deepEqual(queries.map((query) => query.get('page_size')), ['100', '100', '100']);
  assert.deepEqual(queries.map((query) => query.get('plugin')), ['a b', 'a b', 'a b']);
});

test('an iterator follows `next`, whatever page it begins with', bounded, async () => {
  const { client, fetched } = await paged(4);
  assert.deepEqual(ids((await readAll(client.iterateJobs({ page: 3 }))).seen), [5, 6, 7, 8]);
  assert.deepEqual(fetched(), [3, 4]);
});

test('nothing is fetched before the first item is requested', bounded, async () => {
  const { client, fetched } = await paged(3);
  const jobs = client.iterateJobs();
  await untilQuiet(() => fetched().length);
  assert.deepEqual(fetched(), []);
  await jobs.return();
});

test('the next page is fetched while this one is read, and no further', bounded, async () => {
  const { client, fetched } = await paged(9);
  const jobs = client.iterateJobs();
  for (const [item, pages] of [[1, [1, 2]], [2, [1, 2]], [3, [1, 2, 3]], [4, [1, 2, 3]], [5, [1, 2, 3, 4]]]) {
    assert.equal((await jobs.next()).value.id, item);
    await until(() => fetched().length >= pages.length, 'the next page is fetched');
    await untilQuiet(() => fetched().length);
    assert.deepEqual(fetched(), pages);
  }
  await jobs.return();
});

test('leaving the loop stops fetching', bounded, async () => {
  const { client, fetched } = await paged(9);
  for await (const { id } of client.iterateJobs()) if (id === 3) break;
  await untilQuiet(() => fetched().length);
  assert.ok(fetched().length <= 3, String(fetched()));
});

test('after return() there are no more items, not even of the current page', bounded, async () => {
  const { client } = await paged(3);
  const jobs = client.iterateJobs();
  assert.deepEqual(await jobs.next(), { done: false, value: { id: 1 } });
  await jobs.return();
  assert.deepEqual(await jobs.next(), { done: true, value: undefined });
});

test('leaving the loop closes the connection of the page that is being fetched', bounded, async () => {
  let close;
  const closed = new Promise((resolve) => (close = resolve));
  const backend = await server(({ url, headers }, response) => {
    if (pageOf(url) === 1) json(response, { next: `http://${headers.host}/jobs/?page=2`, results: [{ id: 1 }, { id: 2 }] });
    else response.once('close', close);
  });
  for await (const { id } of new BackendClient({ baseUrl: backend.url }).iterateJobs()) {
    assert.equal(id, 1);
    await until(() => backend.requests.length === 2, 'the second page is requested');
    break;
  }
  await closed;
});

test('a `next` that leads back to an earlier page ends the list, after its items', bounded, async () => {
  const loops = {
    'to itself': (page, next) => ({ next: next.replace(`page=${page + 1}`, `page=${page}`) }),
    'to the first page': (page, next) => ({ next: page === 3 ? next.replace(/&page=\d+/, '') : next }),
    'to the second page': (page, next) => ({ next: next.replace(/page=\d+$/, `page=${1 + (page % 3)}`) }),
  };
  for (const [where, more] of Object.entries(loops)) {
    const { client, fetched } = await paged(9, more);
    const { seen, error } = await readAll(client.iterateJobs());
    assert.ok(error instanceof InvalidResponseError, where);
    assert.equal(error.code, 'invalid_response');
    assert.ok(seen.length > 0 && new Set(ids(seen)).size === seen.length, where);
    assert.ok(fetched().length <= 4, where);
  }
});

test('a first page whose `next` is itself: its items, then the error', bounded, async () => {
  const { client, fetched } = await paged(9, (page, next) => ({ next: next.replace(/&page=.*/, '') }));
  const { seen, error } = await readAll(client.iterateJobs());
  assert.deepEqual([ids(seen), error.code, fetched()], [[1, 2], 'invalid_response', [1]]);
});

for (const next of [null, '', undefined, false]) {
  test(`a \`next\` of ${JSON.stringify(next)} ends the list`, bounded, async () => {
    const { client, fetched } = await paged(9, (page) => (page === 2 ? { next } : {}));
    const { seen, error } = await readAll(client.iterateJobs());
    assert.deepEqual([ids(seen), error, fetched()], [[1, 2, 3, 4], undefined, [1, 2]]);
    assert.deepEqual(ids(await client.listPluginReleases(1)), [1, 2, 3, 4]);
  });
}

test('a page that fails: all items before it, then its error, then nothing', bounded, async () => {
  const { client } = await paged(9, (page) => (page === 3 ? { status: 500 } : {}));
  const jobs = client.iterateJobs();
  const seen = [];
  for (let i = 0; i < 4; i += 1) seen.push((await jobs.next()).value);
  assert.deepEqual(ids(seen), [1, 2, 3, 4]);
  const error = await rejected(jobs.next());
  assert.ok(error instanceof ServerError);
  assert.deepEqual([error.statusCode, error.attempts, new URL(error.url).searchParams.get('page')], [500, 1, '3']);
  assert.deepEqual(await jobs.next(), { done: true, value: undefined });
});

test('a page that fails temporarily is fetched again', bounded, async () => {
  let failures = 0;
  const { client, fetched } = await paged(3, (page) => (page === 2 && failures++ < 2 ? { status: 503 } : {}));
  assert.deepEqual(ids((await readAll(client.iterateJobs())).seen), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(fetched(), [1, 2, 2, 2, 3]);
});

test('a page that fails and is never read causes no error', bounded, async (t) => {
  const unhandled = t.mock.fn();
  process.on('unhandledRejection', unhandled);
  t.after(() => process.off('unhandledRejection', unhandled));
  const { client, fetched } = await paged(3, (page) => (page === 2 ? { status: 500 } : {}));
  const jobs = client.iterateJobs();
  await jobs.next();
  await until(() => fetched().length === 2, 'the second page is requested');
  await untilQuiet(() => unhandled.mock.callCount());
  await jobs.return();
  assert.equal(unhandled.mock.callCount(), 0);
});

test('empty pages are skipped', bounded, async () => {
  const { client } = await paged(4, (page) => (page === 4 ? {} : { results: [] }));
  assert.deepEqual(ids((await readAll(client.iterateJobs())).seen), [7, 8]);
});

test('next() called again before it has settled: each call gets its own item, in order', bounded, async () => {
  const { client } = await paged(3);
  const jobs = client.iterateJobs();
  const answers = await Promise.all(Array.from({ length: 8 }, () => jobs.next()));
  assert.deepEqual(answers.map(({ value }) => value?.id), [1, 2, 3, 4, 5, 6, undefined, undefined]);
});

test('next() called while others wait is served after them', bounded, async () => {
  const { client } = await paged(2);
  const jobs = client.iterateJobs();
  const first = jobs.next();
  const second = jobs.next();
  const third = first.then(() => jobs.next());
  const results = await Promise.all([first, second, third]);
  assert.deepEqual(results.map(({ value }) => value.id), [1, 2, 3]);
});

test('an abort between two pages: its reason', bounded, async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const { client, fetched } = await paged(9);
  const jobs = client.iterateJobs(null, { signal: controller.signal });
  await jobs.next();
  await until(() => fetched().length === 2, 'the second page is requested');
  controller.abort(reason);
  const { seen, error } = await readAll(jobs);
  assert.equal(error, reason);
  assert.ok(seen.length <= 3);
  assert.equal(fetched().length, 2);
});

for (const pages of [1, 2]) {
  test(`an abort before all items of ${pages} pages are read: its reason, and no more items`, bounded, async () => {
    const controller = new AbortController();
    const { client, fetched } = await paged(pages);
    const jobs = client.iterateJobs(null, { signal: controller.signal });
    assert.deepEqual(await jobs.next(), { done: false, value: { id: 1 } });
    await until(() => fetched().length === pages, 'all pages are requested');
    controller.abort('enough');
    assert.deepEqual(await readAll(jobs), { seen: [], error: 'enough' });
    assert.deepEqual(await jobs.next(), { done: true, value: undefined });
  });
}

test('an abort after the end of a list has no effect', bounded, async () => {
  const controller = new AbortController();
  const { client } = await paged(2);
  const jobs = client.iterateJobs(null, { signal: controller.signal });
  const { seen, error } = await readAll(jobs);
  assert.deepEqual([ids(seen), error], [[1, 2, 3, 4], undefined]);
  controller.abort('too late');
  assert.deepEqual(await jobs.next(), { done: true, value: undefined });
});

test('a refused argument rejects the first item, and nothing is sent', bounded, async () => {
  const { client, fetched } = await paged(1);
  const error = await rejected(client.iterateJobs({ status: { running: true } }).next());
  assert.deepEqual([error.name, fetched()], ['InvalidRequestError', []]);
});

const ALL_PAGES = {
  listAgents: (client, params) => client.listAgents(params),
  listPluginReleases: (client, params) => client.listPluginReleases(7, params),
  listStorages: (client, params) => client.listStorages(params),
};

for (const [list, call] of Object.entries(ALL_PAGES)) {
  test(`${list}: one page if a page is requested, otherwise all`, bounded, async () => {
    const read = async (params) => {
      const { client, fetched } = await paged(4);
      return [ids(await call(client, params)), fetched()];
    };
    for (const params of [{ page: 2 }, { page: '2', status: 'x' }, new URLSearchParams({ page: '2' })]) {
      assert.deepEqual(await read(params), [[3, 4], [2]]);
    }
    for (const params of [{ page_size: 2 }, new URLSearchParams('page_size=2')]) assert.deepEqual(await read(params), [[1, 2], [1]]);
    for (const params of [undefined, null, {}, { page: null, page_size: undefined }, { status: 'x' }, { pages: 2 }]) {
      assert.deepEqual(await read(params), [[1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4]]);
    }
  });
}

for (const [list, call] of Object.entries({ ...ALL_PAGES, listJobConsoleLogs: (client) => client.listJobConsoleLogs(7) })) {

  test(`${list}: all pages`, bounded, async () => {
    const { client } = await paged(5);
    assert.deepEqual(ids(await call(client)), Array.from({ length: 10 }, (_, i) => i + 1));
  });

  test(`${list}: a page that fails rejects the call`, bounded, async () => {
    const { client, fetched } = await paged(5, (page) => (page === 3 ? { status: 404 } : {}));
    assert.equal((await rejected(call(client))).statusCode, 404);
    assert.deepEqual(fetched(), [1, 2, 3]);
  });
}
