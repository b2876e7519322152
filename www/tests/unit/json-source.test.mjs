import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { parseJson } = await load('lib/json-source.ts');

const BROKEN = {
  'a missing comma': ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  'a comma too many': ['[1, 2,]', 1, 7],
  'a comma too many in an object': ['{"a": 1,}', 1, 9],
  'a missing bracket': ['{\n  "a": [1, 2\n', 3, 1],
  'a single quote': ["{'a': 1}", 1, 2],
  'a bare word': ['{"a": yes}', 1, 7],
  'a string over two lines': ['["a\nb"]', 1, 2],
  'a bad escape': ['["\\x"]', 1, 2],
  'something behind the end': ['{}\n{}', 2, 1],
  'a leading zero': ['[01]', 1, 2],
  'no value at all': ['{"a": }', 1, 7],
};

for (const [title, [text, line, column]] of Object.entries(BROKEN)) {
  test(`${title} is found`, () => {
    assert.deepEqual(parseJson(text), { ok: false, fault: { line, column } });
  });
}

test('JSON that the engine accepts is accepted', () => {
  for (const value of [{ a: [1, -2.5e10, true, null, 'x"\\\u00e9'], b: {} }, [], 'text', 0]) {
    assert.deepEqual(parseJson(JSON.stringify(value, null, 2)), { ok: true, value });
  }
});
