import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { LogList } = await load('lib/log/list.ts');

const entry = (message) => ({ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message });
const entries = ['a', 'b', 'c'].map(entry);

/** The messages of each page, and the query that requests it. */
async function pagesOf(answer, listJobConsoleLogs, times = 1) {
  const queries = [];
  const request = async (method, path, { params }) => {
    assert.deepEqual([method, path], ['GET', 'jobs/1/console_logs/']);
    queries.push(params);
    return answer(params);
  };
  const pages = [];
  const list = new LogList({ request, listJobConsoleLogs }, 1);
  for (let time = 0; time < times; time += 1) {
    for await (const page of list.read(new AbortController().signal)) {
      pages.push(`${page.from}: ${page.entries.map(({ message }) => message).join('')}`);
    }
  }
  return { pages, queries };
}

test('pages are read one by one, by the next link of each, however the backend pages', async () => {
  const next = { first: 'https://backend.example/api/jobs/1/console_logs/?cursor=second&page_size=100', second: null };
  const results = { first: entries.slice(0, 2), second: entries.slice(2) };
  const { pages, queries } = await pagesOf(({ cursor = 'first' }) => ({ next: next[cursor], results: results[cursor] }));
  assert.deepEqual(pages, ['0: ab', '2: c']);
  assert.deepEqual(queries, [{ page_size: 100 }, { cursor: 'second', page_size: '100' }]);
});

test('new entries are read from the last page on', async () => {
  const next = { 1: '/jobs/1/console_logs/?page=2', 2: null };
  const results = { 1: entries.slice(0, 2), 2: entries.slice(2) };
  const { pages, queries } = await pagesOf(({ page = '1' }) => ({ next: next[page], results: results[page] }), undefined, 2);
  assert.deepEqual(pages, ['0: ab', '2: c', '2: c']);
  assert.deepEqual(queries.at(-1), { page: '2' });
});

test('a list without pages is read at once', async () => {
  const { pages, queries } = await pagesOf(() => entries);
  assert.deepEqual([pages, queries.length], [['0: abc'], 1]);
});

test('a page that leads back is the last', async () => {
  const { pages } = await pagesOf(() => ({ next: '/jobs/1/console_logs/?page=2', results: entries }));
  assert.deepEqual(pages, ['0: abc', '3: abc']);
});

test('an answer of another shape is left to the client', async () => {
  await assert.rejects(
    pagesOf(
      () => '<html>',
      () => Promise.reject(new Error('not what the endpoint answers')),
    ),
    /not what the endpoint answers/,
  );
});
