// The memory of the module is never given back: it must not grow with the number of calls.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchWasmMemory } from '../soak/memory.mjs';

const wasmBytes = watchWasmMemory();
const { BackendClient } = await import('synapse-backend-client');

const INIT = { headers: { 'content-type': 'application/json' } };
const client = new BackendClient({ baseUrl: 'https://backend.example', fetch: async () => new Response('{"id":1}', INIT) });

// Between calls that are answered within microtasks no timer gets a turn.
test('it stays as it is over many calls, also where no timer gets a turn', async () => {
  await client.getJob(1);
  const atStart = wasmBytes();
  assert.ok(atStart > 0);
  for (let i = 0; i < 10_000; i++) await client.getJob(i);
  assert.equal(wasmBytes(), atStart);
});

test('it stays as it is over many calls side by side', async () => {
  const together = () => Promise.all(Array.from({ length: 100 }, (_, id) => client.getJob(id)));
  await together();
  const atStart = wasmBytes();
  for (let i = 0; i < 100; i++) await together();
  assert.equal(wasmBytes(), atStart);
});
