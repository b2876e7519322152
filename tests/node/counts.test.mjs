// The cost of a call, in counts that are the same on every machine. tests/counts/limits.json has the limits.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { measure } from '../counts/calls.mjs';

const MOST_MEMORY = 1.2 * (1 << 20);
const limits = JSON.parse(await readFile(new URL('../counts/limits.json', import.meta.url), 'utf8'));
// With the precompiled standard library, the module keeps JavaScript's values in a table.
const { counts, memory, hasTable } = await measure();

for (const [call, found] of Object.entries(counts)) {
  test(`${call} stays within its limits of calls between Rust and JavaScript, and of objects`, () => {
    for (const [name, number] of Object.entries(found)) {
      const { why, limits: always, withTable = always } = limits[name];
      const most = hasTable ? withTable : always;
      assert.ok(number <= most[call], `${name}: ${number}, at most ${most[call]}. ${why}`);
    }
  });
}

test("the module's memory is small, and does not grow over thousands of calls", () => {
  assert.ok(memory.atStart <= MOST_MEMORY, `${memory.atStart} bytes`);
  assert.equal(memory.afterwards, memory.atStart);
});
