// The memory of the WebAssembly module, which is never returned. `npm run soak` checks the heap as well.
import { run } from '../lib/program.mjs';

export async function measure({ quick }) {
  const count = quick ? 10_000 : 50_000;
  const { atStart, afterwards } = await run('memory.mjs', count);
  const row = (name, bytes) => ({ name, samples: [bytes / (1 << 20)] });
  const rows = [row('after the first call', atStart), row(`after ${count.toLocaleString('en')} calls`, afterwards)];
  return [{ title: 'Memory of the WebAssembly module', unit: 'MiB', baseline: 'after the first call', rows }];
}
