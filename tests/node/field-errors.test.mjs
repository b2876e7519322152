// What is read of the bodies of errors: which field is wrong, and the words for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { fieldErrors, serverWords } from '../../src/js/field-errors.js';
import { random } from './support/random.mjs';

const nested = (depth) => JSON.parse(`${'{"a":['.repeat(depth)}"x"${']}'.repeat(depth)}`);

/** [title, body, its field errors] */
const FIELDS = [
  [
    'Django REST framework nests objects and lists',
    {
      name: ['This field is required.', 'Second.'],
      configuration: { parameters: [{}, {}, { name: ['Blank.'] }], non_field_errors: ['Nested.'] },
      non_field_errors: ['Unique set.'],
      tags: { 0: ['Not a string.'] },
    },
    {
      name: ['This field is required.', 'Second.'],
      'configuration.parameters[2].name': ['Blank.'],
      configuration: ['Nested.'],
      '': ['Unique set.'],
      'tags.0': ['Not a string.'],
    },
  ],
  [
    'FastAPI says where by loc',
    {
      detail: [
        { loc: ['body', 'configuration', 'parameters', 2, 'name'], msg: 'field required', type: 'missing' },
        { loc: ['body', 1, 'message'], msg: 'no' },
        { loc: ['query', 'page'], msg: 'no integer' },
        { loc: ['body'], msg: 'empty' },
        { msg: 'nowhere' },
        'text',
        { odd: ['walked'] },
      ],
    },
    {
      'configuration.parameters[2].name': ['field required'],
      '[1].message': ['no'],
      page: ['no integer'],
      '': ['empty', 'nowhere', 'text'],
      odd: ['walked'],
    },
  ],
  [
    'steps of a loc that are neither names nor indexes are none',
    { detail: [{ loc: [null, { toString: 1 }, [], true, 'a', {}, 'b'], msg: 'no' }, { loc: { toString: 1 }, msg: 'whole' }] },
    { 'a.b': ['no'], '': ['whole'] },
  ],
  [
    'details name their field',
    {
      error: {
        code: 'invalid',
        message: 'Invalid.',
        details: [{ field: 'configuration.name', message: 'Required.' }, { field: null, message: 'Whole.' }, 'Bare.', null],
      },
    },
    { 'configuration.name': ['Required.'], '': ['Whole.', 'Bare.'] },
  ],
  ['a bare text', 'Bad.', { '': ['Bad.'] }],
  ['a list of texts', ['One.', 'Two.'], { '': ['One.', 'Two.'] }],
  ['beside a text for the whole, other bare texts are codes', { detail: 'Bad.', code: 'bad' }, { '': ['Bad.'] }],
  ['a field that is called message', { message: ['Required.'] }, { message: ['Required.'] }],
  ['a text without a list', { name: 'Required.' }, { name: ['Required.'] }],
  ['an error with a message', { error: { code: 1, message: 'Bad.' } }, { '': ['Bad.'] }],
  ['white space says nothing', { a: [' ', '\n'], b: '', c: ['\u00a0', 'Bad.'] }, { c: ['Bad.'] }],
  ['what is no text says nothing', { a: [1, null, true], b: null, error: { message: 5 } }, {}],
  ['null', null, {}],
  ['nothing', undefined, {}],
  [
    'names of Object.prototype',
    JSON.parse('{"__proto__": ["a"], "constructor": {"__proto__": ["b"]}}'),
    JSON.parse('{"__proto__": ["a"], "constructor.__proto__": ["b"]}'),
  ],
  ['what nests too deep to be of use', nested(10_000), {}],
];

for (const [title, body, expected] of FIELDS) {
  test(`field errors: ${title}`, () => assert.deepEqual(fieldErrors(body, false), expected));
}

test('items of a posted list are indexed in either form', () => {
  const expected = { '[1].message': ['Required.'] };
  assert.deepEqual(fieldErrors([{}, { message: ['Required.'] }], true), expected);
  assert.deepEqual(fieldErrors({ 1: { message: ['Required.'] } }, true), expected);
  assert.deepEqual(fieldErrors({ 1: { message: ['Required.'] } }, false), { '1.message': ['Required.'] });
  assert.deepEqual(fieldErrors({ '+1': ['a'], '1x': ['b'] }, true), { '+1': ['a'], '1x': ['b'] });
});

/** [body, the server's words] */
const WORDS = [
  [{ message: 'm', detail: 'd' }, 'd'],
  [{ detail: ' ', message: 'm' }, 'm'],
  [{ error: { code: 1, message: 'e' } }, 'e'],
  [{ error: 'plain' }, 'plain'],
  [{ b: ['x', 'y'], non_field_errors: ['n'] }, 'n'],
  [{ name: ['Required.', 'Blank.'] }, 'name: Required. Blank.'],
  ['bare', 'bare'],
  [['one', 'two'], 'one two'],
  [[{ a: ['x'] }], '[0].a: x'],
  [null, ''],
  [undefined, ''],
  [{}, ''],
  [7, ''],
];

for (const [body, expected] of WORDS) {
  test(`the server's words in ${JSON.stringify(body)}`, () => {
    assert.equal(serverWords(body, fieldErrors(body, false)), expected);
  });
}

const NAMES = ['name', 'detail', 'message', 'error', 'details', 'loc', 'msg', 'field', 'non_field_errors', '__proto__', '0', ''];
const LEAVES = [null, true, 5, -1.5, '', ' ', 'Bad.', 'body', '😀'];

test('of any body, each path has messages that say something, and there are words where there is a path', () => {
  const { below, pick, list } = random(1);
  const any = (depth) => {
    if (depth === 0 || below(3) === 0) return pick(LEAVES);
    const items = list(3, () => any(depth - 1));
    return below(2) ? items : Object.fromEntries(items.map((item) => [pick(NAMES), item]));
  };
  for (let i = 0; i < 5_000; i += 1) {
    const body = any(5);
    const fields = fieldErrors(body, below(2) === 1);
    const messages = Object.values(fields);
    const seen = JSON.stringify(body);
    assert.ok(messages.every((texts) => texts.length > 0 && texts.every((text) => text.trim())), seen);
    const words = serverWords(body, fields);
    assert.equal(typeof words, 'string');
    if (messages.length) assert.ok(words.trim(), seen);
  }
});

test('a field of any name is found', () => {
  const { text } = random(2);
  const ofTheWhole = ['', 'detail', 'message', 'error', 'non_field_errors'];
  for (let i = 0; i < 2_000; i += 1) {
    const name = text('a_.[0]é\n "__proto__');
    const words = `${text('no. ')}!`;
    if (ofTheWhole.includes(name)) continue;
    assert.deepEqual(Object.entries(fieldErrors({ [name]: [words] }, false)), [[name, [words]]]);
  }
});

test('many texts of one field take no longer than they are', () => {
  const context = createContext({ fieldErrors, body: Array(200_000).fill('no.') });
  // Where the time grows with the square, this is minutes.
  assert.equal(runInContext("fieldErrors(body, false)['']", context, { timeout: 10_000 }).length, 200_000);
});
