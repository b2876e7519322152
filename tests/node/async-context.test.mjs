// Concurrent calls in different contexts: each sees its own AsyncLocalStorage in all functions that it calls.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';

const storage = new AsyncLocalStorage();
const users = ['ann', 'bob', 'cho', undefined];
const inContexts = (work) => Promise.all(users.map((user) => (user ? storage.run(user, work, user) : work(user))));
const json = (value, init) => new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' }, ...init });

/** The user of a call, from its query or its job. */
function ownerOf(url) {
  const { searchParams, pathname } = new URL(url);
  return searchParams.get('of') ?? String(users[Number(pathname.split('/')[2]) - 1]);
}

/** A client that records in which context each of its functions was called, by the user of the call. */
function watched(answer, options) {
  const seen = new Map(users.map((user) => [String(user), new Set()]));
  const note = (of) => seen.get(String(of)).add(String(storage.getStore()));
  const own = () => String(storage.getStore());
  const client = new BackendClient({
    baseUrl: 'https://backend.test',
    retry: { baseDelay: 0, maxDelay: 0 },
    apiToken: async () => {
      const before = own();
      await null;
      return `${before}-${own()}`;
    },
    headers: () => ({ 'x-user': own() }),
    hooks: Object.fromEntries(['onRequest', 'onResponse', 'onRetry'].map((name) => [name, ({ url }) => note(ownerOf(url))])),
    fetch: async (url, init) => {
      const of = ownerOf(url);
      note(of);
      assert.deepEqual([init.headers['Synapse-Access-Token'], init.headers['x-user']], [`Token ${of}-${of}`, of]);
      return answer(url, init);
    },
    ...options,
  });
  return { client, seen };
}

function assertOwn(seen) {
  for (const [user, contexts] of seen) assert.deepEqual([...contexts], [user]);
}

test('calls that start at the same time', async () => {
  const { client, seen } = watched(() => json({ id: 1 }));
  await inContexts((user) => client.getJob(1, { of: String(user) }));
  assertOwn(seen);
});

test('retries, after waits and after timeouts', async () => {
  const attempts = new Map();
  const { client, seen } = watched(
    (url, { signal }) => {
      const attempt = (attempts.get(url) ?? 0) + 1;
      attempts.set(url, attempt);
      if (attempt === 1) return json({}, { status: 503, headers: { 'retry-after': '0' } });
      if (attempt === 2) return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return json({ id: 1 });
    },
    { timeout: 30 },
  );
  await inContexts((user) => client.getJob(1, { of: String(user) }));
  assert.deepEqual([...attempts.values()], [3, 3, 3, 3]);
  assertOwn(seen);
});

test('pages of an iterator, the next one fetched ahead', async () => {
  const { client, seen } = watched((url) => {
    const page = Number(new URL(url).searchParams.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', page + 1);
    return json({ count: 3, results: [{ id: page }], next: page < 3 ? next.href : null });
  });
  await inContexts(async (user) => {
    const ids = [];
    for await (const { id } of client.iterateJobs({ of: String(user) })) ids.push(id);
    assert.deepEqual(ids, [1, 2, 3]);
  });
  assertOwn(seen);
});

test('polls', async () => {
  const polls = new Map();
  const { client, seen } = watched((url) => {
    polls.set(url, (polls.get(url) ?? 0) + 1);
    return json({ id: 1, status: polls.get(url) === 3 ? 'completed' : 'running' });
  });
  await inContexts((user) => {
    const onUpdate = () => seen.get(String(user)).add(String(storage.getStore()));
    return client.waitForJob(users.indexOf(user) + 1, { interval: 1, deadline: 5000, onUpdate });
  });
  assert.deepEqual([...polls.values()], [3, 3, 3, 3]);
  assertOwn(seen);
});
