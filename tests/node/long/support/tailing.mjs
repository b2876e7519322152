// A program that reads a long log and reports its memory: see ../tail-memory.test.mjs.
import { collectGarbage, heapBytes, watchWasmMemory } from '../../../soak/memory.mjs';

const [url, middle] = process.argv.slice(2);
const wasmBytes = watchWasmMemory();
const { BackendClient } = await import('synapse-backend-client');
const client = new BackendClient({ baseUrl: url, apiToken: 'token' });

let count = 0;
let first;
const measure = async () => {
  await collectGarbage();
  return { heap: heapBytes(), rss: process.memoryUsage.rss(), wasm: wasmBytes() };
};
for await (const { data } of client.tailJobConsoleLogs(7)) {
  if (data.n !== count) throw new Error(`event ${count} is ${data.n}`);
  count += 1;
  // In the first tenth, caches and compiled code grow to their full size. Measuring pauses the log: after a pause, its chunks are larger.
  if (count % 10_000 === 0 && count <= Number(middle)) first = await measure();
}
const last = await measure();
const growth = Object.fromEntries(Object.entries(last).map(([name, bytes]) => [name, bytes - first[name]]));
process.send({ count, growth });
process.disconnect();
