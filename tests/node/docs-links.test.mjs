// Every link between pages leads to a file that exists, and to a heading that is there.
import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { anchorsOf, guides, linksOf, readPage, root } from '../support/markdown.mjs';

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
  test(page, async () => {
    const text = await readPage(page);
    const broken = [];
    for (const { target, line } of linksOf(text)) {
      const why = await problemOf(page, text, target);
      if (why) broken.push(`${page}:${line}: ${target}: ${why}`);
    }
    assert.deepEqual(broken, []);
  });
}

async function problemOf(page, text, target) {
  if (/^[a-z]+:/.test(target)) return /^https:\/\//.test(target) ? null : 'is no https link';
  const [path, anchor] = target.split('#');
  if (path.startsWith('/')) return 'is absolute';
  const file = path ? normalize(join(dirname(page), path)) : page;
  if (file.startsWith('..')) return 'leads out of the repository';
  try {
    await access(join(root, file));
  } catch {
    return 'there is no such file';
  }
  if (!anchor) return null;
  if (!file.endsWith('.md')) return 'is an anchor in no page';
  const anchors = anchorsOf(path ? await readFile(join(root, file), 'utf8') : text);
  return anchors.has(anchor) ? null : 'there is no such heading';
}

test('SECURITY.md names tests that exist', async () => {
  const text = await readPage('SECURITY.md');
  const named = [...text.matchAll(/`((?:node|browser|soak|src)\/[\w./-]*)`/g)].map(([, path]) => path);
  assert.ok(named.length > 15, named.join(' '));
  for (const path of named.filter((each) => each !== 'src/')) await access(join(root, path.startsWith('src/') ? '' : 'tests', path));
});
