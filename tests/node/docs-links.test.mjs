// Every link between pages leads to an existing file and heading.
import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { brokenLinks, guides, linksOf, readPage, root } from '../support/markdown.mjs';

const OTHERS = [
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/README.md',
  'sandbox/README.md',
  'tests/packaging/README.md',
  'www/README.md',
];

for (const page of [...(await guides()), ...OTHERS]) {
  test(page, async () => assert.deepEqual(await brokenLinks(root, page), []));
}

test('the README links every page of docs/', async () => {
  const targets = linksOf(await readPage('README.md')).map(({ target }) => target);
  const lost = (await guides()).filter((page) => page !== 'README.md' && !targets.includes(page));
  assert.deepEqual(lost, []);
});

test('SECURITY.md names tests that exist', async () => {
  const text = await readPage('SECURITY.md');
  const named = [...text.matchAll(/`((?:node|browser|soak|src)\/[\w./-]*)`/g)].map(([, path]) => path);
  assert.ok(named.length > 15, named.join(' '));
  for (const path of named.filter((each) => each !== 'src/')) await access(join(root, path.startsWith('src/') ? '' : 'tests', path));
});
