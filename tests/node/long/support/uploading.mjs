// A program that uploads a file and reports its memory: see ../upload-memory.test.mjs.
// Arguments: the server's URL, the file's path, and `progress` to pass onUploadProgress.
import { performance } from 'node:perf_hooks';
import { watchWasmMemory } from '../../../soak/memory.mjs';

const [url, path, mode] = process.argv.slice(2);
const wasmBytes = watchWasmMemory();
const { BackendClient, fileFromPath } = await import('synapse-backend-client');
const client = new BackendClient({ baseUrl: url, apiToken: 'token' });
const upload = (file) =>
  client.createPluginRelease({ plugin: 1, version: '1', file }, mode === 'progress' ? { onUploadProgress() {} } : {});

// What the first upload loads stays in memory, and does not count as growth.
await upload(new Blob(['PK']));
const wasmBefore = wasmBytes();
const before = process.memoryUsage.rss();
let peak = before;
let last = performance.eventLoopUtilization();
let idle = 0;
const timer = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
  const { utilization } = performance.eventLoopUtilization(last);
  last = performance.eventLoopUtilization();
  idle = utilization < 0.05 ? idle + 1 : 0;
  // If the server reads nothing, the program only waits from here on, with all the memory that it needs.
  if (idle === 10) process.send('idle');
}, 50);

await upload(await fileFromPath(path));
clearInterval(timer);
process.send({ growth: Math.max(peak, process.memoryUsage.rss()) - before, wasmGrowth: wasmBytes() - wasmBefore });
process.disconnect();
