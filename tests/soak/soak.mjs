// Makes many concurrent calls to a backend that fails one in five: no call is lost, applied twice or left pending, and no memory is leaked.
//   npm run soak [-- calls]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CALLS } from '../support/calls.mjs';
import { ANSWERED, Ledger } from './ledger.mjs';
import { collectGarbage, heapBytes, watchWasmMemory } from './memory.mjs';

const CONCURRENCY = 64;
/** The number of calls after which compilers and pools are warmed up. */
const WARM_UP = 1_000;
/** The growth that is allowed, for compiled code. */
export const MOST_HEAP_GROWTH = 4 << 20;

/**
 * Makes the calls and returns the results: `outcomes` counts the calls by result or error name, `wrong` lists violations, `heapGrowth` and
 * `wasmGrowth` are in bytes.
 */
export async function soak(count) {
  const wasmBytes = watchWasmMemory();
  const { BackendClient } = await import('synapse-backend-client');
  const server = fork(fileURLToPath(new URL('server.mjs', import.meta.url)));
  try {
    const [{ port }] = await once(server, 'message');
    // Delays are short, because their length is not tested here.
    const retry = { baseDelay: 1, maxDelay: 4 };
    const client = new BackendClient({ baseUrl: `http://127.0.0.1:${port}`, apiToken: 'token', retry });
    const ledger = new Ledger(WARM_UP + count);

    await inParallel(0, WARM_UP, (key) => make(client, key, ledger));
    await collectGarbage();
    const before = { heap: heapBytes(), wasm: wasmBytes() };
    await inParallel(WARM_UP, ledger.total, (key) => make(client, key, ledger));
    await collectGarbage();
    const [heapGrowth, wasmGrowth] = [heapBytes() - before.heap, wasmBytes() - before.wasm];

    server.send('count');
    const [{ calls }] = await once(server, 'message');
    return { outcomes: ledger.outcomes, wrong: compare(ledger, new Map(calls)), heapGrowth, wasmGrowth };
  } finally {
    server.kill();
  }
}

/** Makes the calls with these numbers, with a limited concurrency. */
async function inParallel(from, to, call) {
  let next = from;
  const worker = async () => {
    while (next < to) await call(next++);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

const kindOf = (key) => CALLS[key % CALLS.length];

/** Makes one call, and records its outcome. */
async function make(client, key, ledger) {
  try {
    const { id } = await kindOf(key).send(client, { headers: { 'X-Call': `${key}` }, timeout: 250 });
    ledger.record(key, id === `${key}` ? ANSWERED : 'the answer of another');
  } catch ({ name, attempts, mayHaveBeenApplied }) {
    ledger.record(key, name, attempts, mayHaveBeenApplied);
  }
}

/** Compares the outcomes of the calls with the counts of the server. Returns the violations. */
function compare(ledger, counted) {
  const wrong = [];
  for (let key = 0; key < ledger.total; key++) {
    const { name, attempts, mayHaveBeenApplied } = ledger.read(key);
    const { requested = 0, applied = 0 } = counted.get(`${key}`) ?? {};
    const { title, repeatSafe } = kindOf(key);
    const failed = name !== ANSWERED;
    for (const [is, words] of [
      [name === undefined, 'never ended'],
      [name === 'the answer of another', 'mixed up'],
      [!failed && applied === 0, 'lost'],
      [requested > 4, 'sent too often'],
      [failed && attempts < requested, `counts ${attempts} attempts`],
      [!repeatSafe && applied > 1, 'doubled'],
      [!repeatSafe && failed && applied > 0 && !mayHaveBeenApplied, 'was applied, and the error denies it'],
    ]) {
      if (is) wrong.push(`${title} ${key}, ${name}: ${words} (requested ${requested}, applied ${applied})`);
    }
  }
  return wrong;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outcomes, wrong, heapGrowth, wasmGrowth } = await soak(Number(process.argv[2] ?? 100_000));
  console.table(outcomes);
  console.log(`More than after the warm-up: heap ${(heapGrowth / 1024).toFixed()} KiB, WebAssembly memory ${wasmGrowth / 1024} KiB`);
  wrong.slice(0, 20).forEach((words) => console.error(words));
  console.log(`${wrong.length} wrong`);
  process.exitCode = wrong.length === 0 && heapGrowth < MOST_HEAP_GROWTH && wasmGrowth === 0 ? 0 : 1;
}
