// docs/recipes.md shows the files of examples/recipes/ unchanged. The tests in tests/recipes/ run them.
import assert from 'node:assert/strict';
import { access, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeBlocks, readPage, root } from '../support/markdown.mjs';

const PAGE = 'docs/recipes.md';
const CODE = ['html', 'js', 'ts', 'tsx', 'vue'];
const text = await readPage(PAGE);
const recipes = await readdir(join(root, 'examples', 'recipes'));

test('each block of code is exactly a file of a recipe', async () => {
  const blocks = codeBlocks(text, CODE);
  assert.ok(blocks.length >= recipes.length, `${blocks.length} blocks`);
  for (const { file, line, code } of blocks) {
    assert.notEqual(file, '', `${PAGE}:${line}: names no file`);
    assert.equal(code, await readFile(join(root, file), 'utf8'), `${PAGE}:${line}: ${file}`);
  }
});

for (const name of recipes) {
  test(`${name} is in the page, and has a test`, async () => {
    assert.ok(text.includes(`](../examples/recipes/${name}/package.json)`), `${PAGE} does not link its folder`);
    await access(join(root, 'tests', 'recipes', `${name}.test.mjs`));
  });

  test(`${name} accepts newer versions of its dependencies`, async () => {
    const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'examples', 'recipes', name, 'package.json'), 'utf8'));
    assert.ok(dependencies['synapse-backend-client']);
    const pinned = Object.entries({ ...dependencies, ...devDependencies }).filter(([, range]) => !range.startsWith('^'));
    assert.deepEqual(pinned, []);
  });
}
