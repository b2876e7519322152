// Regular expressions in a log, and ranges of its lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { matchesOf, patternOf } = await load('lib/log/matches.ts');
const { PatternSearch } = await load('lib/log/pattern-search.ts');
const { parseRange, rangeText } = await load('lib/log/range.ts');

const found = (source, ...lines) => matchesOf(patternOf(source), lines);
const lines = (count, text = 'x') => Array.from({ length: count }, () => ({ plain: text }));

/** A worker whose answers are given by hand. */
function searcher() {
  const made = { requests: [], postMessage: (request) => made.requests.push(request), terminate: () => (made.ended = true) };
  made.answer = (...matches) => made.onmessage({ data: matches });
  return made;
}

test('matches have their positions, and adjacent ones are joined', () => {
  assert.deepEqual(found('b+', 'abbab', 'none', 'B'), [[0, [1, 3, 4, 5]], [2, [0, 1]]]);
  assert.deepEqual(found('.', 'abc'), [[0, [0, 3]]]);
});

test('a line with an empty match is found', () => {
  assert.deepEqual(found('^$', '', 'a'), [[0, []]]);
  assert.deepEqual(found('x*', 'ab'), [[0, []]]);
  assert.deepEqual(found('b*$', 'abb'), [[0, [1, 3]]]);
});

test('a line with too many matches keeps the first ones', () => {
  const [[, ranges]] = found('a', 'ab'.repeat(1000));
  assert.equal(ranges.length, 400);
});

test('a long log is searched part by part, and the search continues with new lines', () => {
  const log = lines(7000);
  const worker = searcher();
  const search = new PatternSearch('x', log, () => worker, () => {});
  assert.deepEqual(worker.requests.map((request) => request.lines.length), [5000]);
  worker.answer([4999, [0, 1]]);
  worker.answer([0, [0, 1]]);
  assert.equal(search.state, 'done');
  log.push(...lines(1));
  search.extend();
  search.extend();
  assert.equal(worker.requests.length, 3);
  worker.answer([0, [0, 1]]);
  assert.deepEqual([...search.found.keys()], [4999, 5000, 7000]);
});

test('long lines are sent a few at a time', () => {
  const worker = searcher();
  new PatternSearch('x', lines(10, 'x'.repeat(300_000)), () => worker, () => {}).close();
  assert.equal(worker.requests[0].lines.length, 2);
});

test('a part that takes too long ends the search, and earlier matches stay', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const worker = searcher();
  const search = new PatternSearch('x', lines(6000), () => worker, () => {});
  worker.answer([1, [0, 1]]);
  t.mock.timers.tick(10_000);
  assert.deepEqual([search.state, search.searched, [...search.found.keys()], worker.ended], ['slow', 5000, [1], true]);
  search.extend();
  assert.equal(worker.requests.length, 2);
});

test('a page that forbids workers is distinguished from a search without matches', () => {
  const search = new PatternSearch('x', lines(1), () => { throw new Error('forbidden'); }, () => {});
  assert.equal(search.state, 'failed');
  const worker = searcher();
  const other = new PatternSearch('x', lines(1), () => worker, () => {});
  worker.onerror();
  assert.equal(other.state, 'failed');
});

test('a range is read from an address, in either order, and nothing else is', () => {
  assert.deepEqual(parseRange('12'), { first: 12, last: 12 });
  assert.deepEqual(parseRange('20-10'), { first: 10, last: 20 });
  assert.equal(rangeText(parseRange('7-7')), '7');
  assert.equal(rangeText(parseRange('3-9')), '3-9');
  assert.deepEqual(parseRange('5-99999999999999999999'), { first: 5, last: Number.MAX_SAFE_INTEGER });
  const none = [null, '', '0', '-3', '1-', 'a', '1.5', '0-4'];
  for (const text of none) assert.equal(parseRange(text), undefined, text);
});
