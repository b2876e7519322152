import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, ServerError } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { allOf, pageNumber, pageOf, totalOf } = await load('lib/paging.ts');
const missing = (words) => new NotFoundError(words, { code: 'not_found' });
const page = (number) => pageNumber(new URLSearchParams(`page=${number}`));

test('an address contains the page number, or means the first page', () => {
  assert.deepEqual(['3', '0', '-2', '2.9', 'x', ''].map(page), [3, 1, 1, 2, 1, 1]);
});

test('a whole list is all its items', async () => {
  assert.deepEqual(await allOf((async function* () { yield* [1, 2, 3]; })()), [1, 2, 3]);
});

test('a page after the last is empty; other failures are failures', async () => {
  const refuse = (error) => () => Promise.reject(error);
  assert.deepEqual(await pageOf(2, refuse(missing('Invalid page.'))), { items: [], total: 0 });
  await assert.rejects(pageOf(1, refuse(missing('No such list.'))), NotFoundError);
  await assert.rejects(pageOf(2, refuse(new ServerError('Out of disk.', { code: 'server' }))), ServerError);
});

test('the total is requested only if the page does not show it', async () => {
  const requested = [];
  const client = { request: async (...request) => (requested.push(request), { count: 130 }) };
  const total = (at, shown) => totalOf(client, 'agents/', { status: 'connected' }, { page: at, size: 50, shown });
  assert.deepEqual([await total(1, 7), await total(2, 7), await total(1, 50)], [7, 57, 130]);
  assert.deepEqual(requested, [['GET', 'agents/', { params: { status: 'connected', page_size: 1 }, signal: undefined }]]);
});
