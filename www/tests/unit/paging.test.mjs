import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, ServerError } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { allOf, pageNumber, pageOf, totalOf } = await load('lib/paging.ts');
const missing = (words) => new NotFoundError(words, { code: 'not_found' });
const page = (number) => pageNumber(new URLSearchParams(`page=${number}`));

test('an address names a page, or the first', () => {
  assert.deepEqual(['3', '0', '-2', '2.9', 'x', ''].map(page), [3, 1, 1, 2, 1, 1]);
});

test('a whole list is all that comes', async () => {
  assert.deepEqual(await allOf((async function* () { yield* [1, 2, 3]; })()), [1, 2, 3]);
});

test('a page past the last is empty; any other failure is one', async () => {
  const refuse = (error) => () => Promise.reject(error);
  assert.deepEqual(await pageOf(2, refuse(missing('Invalid page.'))), { items: [], total: 0 });
  await assert.rejects(pageOf(1, refuse(missing('No such list.'))), NotFoundError);
  await assert.rejects(pageOf(2, refuse(new ServerError('Out of disk.', { code: 'server' }))), ServerError);
});

test('a length is asked for only where a page does not tell it', async () => {
  const asked = [];
  const client = { request: async (...request) => (asked.push(request), { count: 130 }) };
  const total = (at, shown) => totalOf(client, 'agents/', { status: 'connected' }, { page: at, size: 50, shown });
  assert.deepEqual([await total(1, 7), await total(2, 7), await total(1, 50)], [7, 57, 130]);
  assert.deepEqual(asked, [['GET', 'agents/', { params: { status: 'connected', page_size: 1 }, signal: undefined }]]);
});
