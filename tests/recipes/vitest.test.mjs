import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { recipe } from './support/recipe.mjs';

const vitest = await recipe('vitest');

test('it compiles as strict TypeScript', async () => {
  const { code, stdout } = await vitest.run('types');
  assert.equal(code, 0, stdout);
});

test('the tests pass: with msw, with an injected fetch, with a stub', async () => {
  const { code, stdout, stderr } = await vitest.run('test');
  assert.equal(code, 0, stdout + stderr);
  assert.match(stdout, /Tests +5 passed \(5\)/);
});

test('the tests fail if the code is wrong', async () => {
  const file = join(vitest.folder, 'src', 'run.ts');
  await writeFile(file, (await readFile(file, 'utf8')).replace('jobState(job)', 'job.progress').replace('fieldErrors', 'headers'));
  const { code, stdout } = await vitest.run('test');
  assert.equal(code, 1);
  assert.match(stdout, /Tests +4 failed/);
});
