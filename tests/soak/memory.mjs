// How much memory is in use, once what is garbage has gone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/** Collects garbage, also what finalizers free. */
export async function collectGarbage() {
  for (let i = 0; i < 5; i++) {
    gc();
    await new Promise(setImmediate);
  }
}

export const heapBytes = () => process.memoryUsage().heapUsed;

/** A function that answers how large the memory of the WebAssembly modules is that are made from now on. */
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
