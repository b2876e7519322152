import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { mergeChanges, rebase } = await load('lib/merge-changes.ts');

const base = { a: 1, b: { c: 1, d: [1, 2] }, e: 1 };

test('additions, changes and removals are merged', () => {
  const mine = { a: 2, b: { c: 1, d: [1, 2], new: 1 } };
  const theirs = { a: 1, b: { c: 1, d: [1, 2, 3] }, e: 1, other: true };
  assert.deepEqual(mergeChanges(base, mine, theirs), { value: { a: 2, b: { c: 1, d: [1, 2, 3], new: 1 }, other: true } });
});

test('equal changes are not a conflict', () => {
  assert.deepEqual(mergeChanges(base, { a: 2 }, { a: 2 }), { value: { a: 2 } });
});

for (const [what, mine, theirs] of [
  ['a value that both changed', { ...base, a: 2 }, { ...base, a: 3 }],
  ['a list that both changed', { ...base, b: { c: 1, d: [1] } }, { ...base, b: { c: 1, d: [2] } }],
  ['a field that one removed and the other changed', { a: 1, e: 1 }, { ...base, b: { c: 2, d: [1, 2] } }],
  ['a field that both set', { ...base, new: 1 }, { ...base, new: { x: 1 } }],
]) {
  test(`${what} cannot be merged`, () => assert.equal(mergeChanges(base, mine, theirs), null));
}

test('an inherited property is not a key', () => {
  const mine = JSON.parse('{ "__proto__": 1, "constructor": 2 }');
  assert.equal(JSON.stringify(mergeChanges({}, mine, { a: 1 }).value), '{"a":1,"__proto__":1,"constructor":2}');
});

test('the fields in conflict are named, and an empty field equals a missing one', () => {
  const changes = { description: 'mine', author: 'me' };
  const { changes: merged, conflicts } = rebase({ description: null, author: 'x' }, changes, { description: '', author: 'them' });
  assert.deepEqual([merged.description, conflicts], ['mine', ['author']]);
});
