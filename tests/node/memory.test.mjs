// The memory of the module is never returned, so it must not grow with the number of calls.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { collectGarbage, watchWasmMemory } from '../soak/memory.mjs';
import { refusingUrl } from '../support/fault-server.mjs';
import { rejected } from '../support/rejected.mjs';

const wasmBytes = watchWasmMemory();
const { BackendClient } = await import('synapse-backend-client');

const INIT = { headers: { 'content-type': 'application/json' } };
const PAGE = '{"count":1,"next":null,"results":[{"id":1}]}';
const client = new BackendClient({ baseUrl: 'https://backend.example', fetch: async () => new Response('{"id":1}', INIT) });

// Between calls that are answered within microtasks, no timer runs.
test('it does not grow over many calls, even if no timer runs between them', async () => {
  await client.getJob(1);
  const atStart = wasmBytes();
  assert.ok(atStart > 0);
  for (let i = 0; i < 10_000; i++) await client.getJob(i);
  assert.equal(wasmBytes(), atStart);
});

test('it does not grow over many concurrent calls', async () => {
  const together = () => Promise.all(Array.from({ length: 100 }, (_, id) => client.getJob(id)));
  await together();
  const atStart = wasmBytes();
  for (let i = 0; i < 100; i++) await together();
  assert.equal(wasmBytes(), atStart);
});

test('an ended iterator holds almost no memory until it is collected', async () => {
  const lists = client.withOptions({ fetch: async () => new Response(PAGE, INIT) });
  const readAll = async () => {
    for await (const job of lists.iterateJobs()) assert.equal(job.id, 1);
  };
  await readAll();
  const atStart = wasmBytes();
  // No timer and no finalizer runs here.
  for (let i = 0; i < 2_000; i++) await readAll();
  assert.ok(wasmBytes() - atStart <= 512 << 10);
});

test('a log that is dropped without return() keeps no listener on its signal', async () => {
  const headers = { 'content-type': 'text/event-stream' };
  const logs = client.withOptions({ fetch: async () => new Response('data: a\n\ndata: b\n\n', { headers }) });
  const { signal } = new AbortController();
  for (let i = 0; i < 3; i++) await logs.tailJobConsoleLogs(1, { signal }).next();
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  await collectGarbage();
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('the file of an upload is released when the connection was refused', async () => {
  const uploads = new BackendClient({ baseUrl: await refusingUrl(), retry: false });
  const upload = async () => {
    const file = new File(['bytes'], 'a.zip');
    await rejected(uploads.createPluginRelease({ plugin: 1, version: '1.0', file }));
    return new WeakRef(file);
  };
  const file = await upload();
  await collectGarbage();
  assert.equal(file.deref(), undefined);
});
