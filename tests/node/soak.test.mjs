// A short soak; `npm run soak` is the long one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANSWERED } from '../soak/ledger.mjs';
import { MOST_HEAP_GROWTH, soak } from '../soak/soak.mjs';

test('thousands of calls against a backend that fails one in five', { timeout: 120_000 }, async () => {
  const { outcomes, wrong, heapGrowth, wasmGrowth } = await soak(3_000);
  assert.deepEqual(wrong, []);
  assert.ok(outcomes[ANSWERED] > 3_000, 'most calls succeed');
  assert.ok(Object.keys(outcomes).length > 8, `they fail in many ways: ${Object.keys(outcomes)}`);
  assert.equal(wasmGrowth, 0);
  assert.ok(heapGrowth < MOST_HEAP_GROWTH, `${heapGrowth} bytes stayed`);
});
