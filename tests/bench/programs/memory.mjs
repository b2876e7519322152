// The memory of the WebAssembly module in bytes, after the start and after this number of calls.
//   memory.mjs <calls>
import { stubFetch } from '../lib/stub.mjs';
import { watchWasmMemory } from '../../soak/memory.mjs';

const wasmBytes = watchWasmMemory();
const { create } = await import('../contestants/client.mjs');
const { getJob } = create({ baseUrl: 'http://127.0.0.1', fetch: stubFetch });
await getJob(1);
const atStart = wasmBytes();
for (let i = 1; i <= process.argv[2]; i++) await getJob(i);
process.send({ atStart, afterwards: wasmBytes() }, () => process.exit());
