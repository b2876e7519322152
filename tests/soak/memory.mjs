// Measures the memory in use after garbage collection.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/** Collects garbage, including what finalizers free. */
export async function collectGarbage() {
  for (let i = 0; i < 5; i++) {
    gc();
    await new Promise(setImmediate);
  }
}

export const heapBytes = () => process.memoryUsage().heapUsed;

/** Returns a function that returns the memory size of all WebAssembly modules that are created from now on. */
export function watchWasmMemory() {
  const memories = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...args) {
      super(...args);
      memories.push(this.exports.memory);
    }
  };
  return () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
