import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { ignoredFilters } = await load('lib/ignored-filters.ts');
const { filterQuery, jobQuery, nextSort, parseFilter } = await load('lib/job-filter.ts');

const NOW = Date.parse('2026-03-02T12:00:00Z');
const reported = (address, ...jobs) => ignoredFilters(parseFilter(new URLSearchParams(address)), jobs, NOW).join();
const job = (fields) => ({ id: 1, status: 'completed', ...fields });

test('an answer that matches the filter shows no ignored parameter', () => {
  const fits = job({ plugin: { id: 3, code: 'export' }, user: 7, created: '2026-03-02T11:59:59Z' });
  for (const address of ['', 'status=completed', 'status=SUCCEEDED&status=FAILED', 'plugin=3', 'plugin=export', 'user=7', 'since=1h']) {
    assert.equal(reported(address, fits), '', address);
  }
});

test('a job that does not match shows which parameter was ignored', () => {
  const other = job({ plugin: { id: 3, code: 'export' }, user: { id: 7 }, created: '2026-02-01T00:00:00Z' });
  const expected = {
    'status=failed': 'status',
    'plugin=4': 'plugin',
    'plugin=import': 'plugin',
    'user=8': 'user',
    'since=24h': 'created_after',
    'from=2026-02-10': 'created_after',
    'to=2026-01-10': 'created_before',
    'status=failed&user=8': 'status,user',
  };
  for (const [address, names] of Object.entries(expected)) assert.equal(reported(address, other), names, address);
});

test('a missing field of a job does not count', () => {
  assert.equal(reported('plugin=export', job({ plugin: 3 })), '');
  assert.equal(reported('plugin=3&user=7&since=1h', job({})), '');
  assert.equal(reported('user=ada', job({ user: { id: 7, name: 'Ada' } })), '');
});

test('an order counts as ignored only if values are out of order', () => {
  const at = (progress, id) => job({ id, progress });
  assert.equal(reported('sort=progress', at(5, 1), at(5, 2), at(null, 3), at('70', 4)), '');
  assert.equal(reported('sort=-progress', at(5, 1), at(70, 2)), 'ordering');
  assert.equal(reported('', job({ created: '2026-03-01T00:00:00Z' }), job({ created: '2026-03-02T00:00:00Z' })), 'ordering');
  assert.equal(reported('sort=user', job({ user: { id: 7 } }), job({ user: { id: 3 } })), '');
});

test('days and an order are read from the address, and invalid ones are ignored', () => {
  for (const address of ['from=2026-03-01&to=2026-03-02', 'to=2026-03-02&sort=-user', 'since=dates', 'since=7d&sort=created']) {
    assert.equal(filterQuery(parseFilter(new URLSearchParams(address))).toString(), address);
  }
  for (const address of ['from=2026-13-01', 'to=today', 'sort=password', 'sort=-created', 'sort=--user']) {
    assert.equal(filterQuery(parseFilter(new URLSearchParams(address))).toString(), '', address);
  }
  assert.equal(jobQuery(parseFilter(new URLSearchParams('sort=user')), NOW).ordering, 'user');
});

test('a column is sorted descending, then ascending, then not', () => {
  assert.deepEqual([nextSort('user', '-created'), nextSort('user', '-user'), nextSort('user', 'user')], ['-user', 'user', '-created']);
  assert.deepEqual([nextSort('created', '-created'), nextSort('created', 'created')], ['created', '-created']);
});
