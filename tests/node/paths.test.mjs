// Paths and queries: no value becomes syntax.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, readPath, withQuery } from '../../src/js/paths.js';
import { random } from './support/random.mjs';

/** What URL parsers give a meaning to. */
const SYNTAX = "az./\\%2eE?#&=:@ \r\n\t+~-é!'()*";
const CONTROL = /\p{Cc}/u;

const segment = (id) => fill('jobs/{pk}/', id).path.slice('jobs/'.length, -1);

test('an id is one segment', () => {
  const encoded = { 'a/b c?x#é%2e': 'a%2Fb%20c%3Fx%23%C3%A9%252e', 'foo@1@+b': 'foo@1@%2Bb', "!'()*": '%21%27%28%29%2A' };
  const segments = { ...encoded, '...': '...' };
  for (const [id, expected] of Object.entries(segments)) assert.equal(segment(id), expected);
  for (const id of ['', '.', '..', 'a\nb', '\x7f', '\x85']) assert.throws(() => segment(id), { field: 'pk' }, JSON.stringify(id));
  assert.equal(segment(2 ** 53 - 1), '9007199254740991');
});

test('any id is one segment, or refused', () => {
  const { text } = random(5);
  for (let i = 0; i < 5_000; i += 1) {
    const id = text(SYNTAX);
    if (['', '.', '..'].includes(id) || CONTROL.test(id)) assert.throws(() => segment(id), { field: 'pk' }, JSON.stringify(id));
    else {
      assert.match(segment(id), /^[\w.~@%-]+$/);
      assert.equal(decodeURIComponent(segment(id)), id);
      assert.equal(new URL(segment(id), 'https://h/a/').pathname, `/a/${segment(id)}`, 'a URL parser leaves it alone');
    }
  }
});

test('a parameter of the endpoint is sent unless the caller gives it', () => {
  const paths = [
    [fill('jobs/?page_size=100'), 'jobs/?page_size=100'],
    [fill('jobs/?page_size=100', undefined, { status: 'failed' }), 'jobs/?page_size=100&status=failed'],
    [fill('jobs/?page_size=100', undefined, { status: 'failed', page_size: 5 }), 'jobs/?page_size=5&status=failed'],
    [fill('a/{id}/?expand=plugin', 7, { expand: null }), 'a/7/'],
    [fill('a/?plugin={plugin}', 'x y'), 'a/?plugin=x%20y'],
    [fill('a/?plugin={plugin}', 7, { plugin: 8 }), 'a/?plugin=8'],
    [fill('jobs/', undefined, null), 'jobs/'],
  ];
  for (const [{ path }, expected] of paths) assert.equal(path, expected);
  assert.throws(() => fill('a/?plugin={plugin}', -1), { field: 'plugin' });
});

test('a token in a path is a secret, another id is none', () => {
  assert.equal(fill('agents/{token}/connect/', 's/1').secret, 's/1');
  assert.equal(fill('jobs/{pk}/', 's/1').secret, undefined);
});

test('any query is read back', () => {
  const { text, list } = random(6);
  for (let i = 0; i < 2_000; i += 1) {
    const pairs = list(6, () => [text(SYNTAX), text(SYNTAX)]);
    const path = withQuery('a/', Object.fromEntries(pairs));
    assert.match(path, /^a\/(\?[\w.~%=&-]*)?$/);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(path.slice(2))), Object.fromEntries(pairs));
  }
});

test('parameters are added to those of a path', () => {
  assert.equal(withQuery('a/?x=1', { 'k y': 'é', n: [1, 2], none: null }), 'a/?x=1&k%20y=%C3%A9&n=1&n=2');
});

test('a path of request() stays under the base', () => {
  const paths = { '/jobs/?a=1': 'jobs/?a=1', 'jobs/?next=https://h/../x': 'jobs/?next=https://h/../x', '...': '...', 'a/b:c': 'a/b:c', '': '' };
  for (const [path, expected] of Object.entries(paths)) assert.equal(readPath(path), expected);
  const leaving = [
    ...['../x', 'a/..', 'a/%2E%2e/b', 'a/.%2e/b', '.', '/..', 'a/ .. /b', '//evil', '///evil', ' /evil', 'https://evil/', 'javascript:x', 'h2+x.y-z:x'],
    ...['a\\b', 'a\tb', 'x#y', 'a\x85b'],
  ];
  for (const path of leaving) assert.throws(() => readPath(path), { field: 'path' }, path);
});

test('any path of request() stays under the base, or is refused', () => {
  const { text } = random(7);
  let good = 0;
  for (let i = 0; i < 20_000; i += 1) {
    let path;
    try {
      path = readPath(text(SYNTAX, 12));
    } catch {
      continue;
    }
    good += 1;
    const { href } = new URL(`https://h/api/${path}`);
    assert.ok(href.startsWith('https://h/api/'), path);
    assert.equal(href.split('?')[0].split('/').length, `https://h/api/${path}`.split('?')[0].split('/').length, path);
  }
  assert.ok(good > 500, `only ${good} were taken`);
});
