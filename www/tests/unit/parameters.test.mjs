import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { asTyped, parametersOf, readTyped, typedDefaults } = await load('lib/parameters.ts');

const of = (parameters) => parametersOf({ parameters });
const read = (declaration, typed) => readTyped(of({ x: declaration }), { x: typed });

test('a map and a list of parameters are equivalent', () => {
  const type = { type: 'float', default: 0.5 };
  assert.deepEqual(of({ threshold: type }), of([{ name: 'threshold', ...type }]));
});

test('each type has its control', () => {
  const kinds = { float: 'number', int: 'integer', bool: 'boolean', string: 'text', list: 'json', dict: 'json', anything: 'json' };
  for (const [type, kind] of Object.entries(kinds)) assert.equal(of({ x: { type } })[0].kind, kind);
});

test('without a type, the default decides it', () => {
  const kinds = [
    [1, 'number'],
    [false, 'boolean'],
    ['a', 'text'],
    [[1], 'json'],
  ];
  for (const [preset, kind] of kinds) assert.equal(of({ x: { default: preset } })[0].kind, kind);
});

test('the defaults are read back from the form', () => {
  const presets = { a: 0.5, b: 3, c: true, d: 'jpeg', e: ['x'], f: { g: 1 } };
  const parameters = of(Object.fromEntries(Object.entries(presets).map(([name, preset]) => [name, { default: preset }])));
  assert.deepEqual(readTyped(parameters, typedDefaults(parameters)), { values: presets, faults: {} });
});

test('an empty field is not sent', () => {
  assert.deepEqual(read({ type: 'int' }, ' '), { values: {}, faults: {} });
});

test('a text can be left out or empty', () => {
  assert.deepEqual(typedDefaults(of({ a: { type: 'string' }, b: { type: 'string', default: '' } })), { a: null, b: '' });
  assert.deepEqual(read({ type: 'string' }, null).values, {});
  assert.deepEqual(read({ type: 'string' }, '').values, { x: '' });
  assert.deepEqual(read({ type: 'string', required: true }, null).faults, { x: 'required' });
});

test('an optional flag is left out until it is set', () => {
  const optional = { type: 'bool' };
  assert.deepEqual(readTyped(of({ x: optional }), typedDefaults(of({ x: optional }))).values, {});
  assert.deepEqual(read(optional, 'false').values, { x: false });
  const required = { type: 'bool', required: true };
  assert.deepEqual(readTyped(of({ x: required }), typedDefaults(of({ x: required }))).values, { x: false });
});

test('a number is parsed in decimal notation, exactly', () => {
  assert.deepEqual(read({ type: 'int' }, '1e3').values, { x: 1000 });
  assert.deepEqual(read({ type: 'float' }, '-.5').values, { x: -0.5 });
  for (const typed of ['0x10', '0b1', '1_000', 'Infinity']) {
    assert.deepEqual(read({ type: 'float' }, typed).faults, { x: 'number' });
  }
  assert.deepEqual(read({ type: 'int' }, '9007199254740993').faults, { x: 'exact' });
});

test('a required empty field is an error', () => {
  assert.deepEqual(read({ type: 'int', required: true }, ''), { values: {}, faults: { x: 'required' } });
});

test('numbers are checked against their type and bounds', () => {
  const cases = [
    ['int', '1.5', 'integer'],
    ['int', 'many', 'number'],
    ['float', '-1', 'min'],
    ['float', '2', 'max'],
    ['float', '0x', 'number'],
  ];
  for (const [type, typed, fault] of cases) assert.deepEqual(read({ type, min: 0, max: 1 }, typed).faults, { x: fault });
});

test('a text is sent as it was typed, with its spaces', () => {
  assert.deepEqual(read({ type: 'string' }, ' 7 ').values, { x: ' 7 ' });
});

test('invalid JSON is an error', () => {
  assert.deepEqual(read({ type: 'list' }, '[1,').faults, { x: 'json' });
});

test('a choice is sent as it was declared', () => {
  const declaration = { choices: [1, 'two', null], default: 'two' };
  const [parameter] = of({ x: declaration });
  assert.equal(asTyped(parameter, 'two'), '1');
  assert.deepEqual(read(declaration, '0').values, { x: 1 });
  assert.deepEqual(read(declaration, '-1').values, {});
});

test('a plugin without parameters has none', () => {
  for (const configuration of [null, undefined, {}, { parameters: null }, 'x']) assert.deepEqual(parametersOf(configuration), []);
});
