// A panic in the module, by methods of a special build: every promise rejects with an error that says that this is a bug of the client, and
// no program ends.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testPanics } from '../support/panic-tests.mjs';
import { run } from '../support/run.mjs';

const child = fileURLToPath(new URL('../support/panic-child.mjs', import.meta.url));
// In kB: a third of the default, so that endless recursions are short.
const SMALL_STACK = '--stack-size=300';

testPanics(async (scenario, ...args) => {
  const { code, stdout, stderr } = await run(process.execPath, [SMALL_STACK, child, scenario, ...args]);
  assert.equal(code, 0, stderr);
  // Node warns of rejected promises that it has no stack left to track.
  if (scenario !== 'callAtTheEnd') assert.equal(stderr, '');
  return JSON.parse(stdout);
});

test('the package itself has no methods that panic', async () => {
  for (const file of ['index.js', 'node.js', 'node.cjs', 'slim.js', 'workerd.js']) {
    const text = await readFile(new URL(`../../pkg/${file}`, import.meta.url), 'utf8');
    assert.match(text, /waitForJob/, file);
    assert.doesNotMatch(text, /panicNow|takeMemory|callUnguarded/, file);
  }
});
