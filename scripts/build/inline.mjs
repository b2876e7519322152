// Converts the module to text in a JavaScript file. A small WebAssembly module decodes the text. Both come from the crate in `inline/`.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import binaryen from 'binaryen';
import { root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { cargoArgs, cargoEnv } from './compile.mjs';

/** A JavaScript module that exports `wasmBytes`, which returns the bytes of the WebAssembly module in this file. */
export async function inline(file, env, { isWhole }) {
  const [numbers, text] = (await capture('cargo', ['run', '--quiet', '-p', 'inline', '--', file], { cwd: root, env })).split('\n');
  const [length, header, room] = numbers.split(' ').map(Number);
  const decoder = await buildDecoder(env, isWhole);
  return `
    // Not in the function: engines parse functions twice, and this list is long.
    const decoder = [${decoder}];
    const text = ${JSON.stringify(text)};
    export function wasmBytes() {
      const { memory, decode } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(decoder))).exports;
      const start = memory.grow(${Math.ceil(room / PAGE)}) * ${PAGE};
      const bytes = new Uint8Array(memory.buffer);
      new TextEncoder().encodeInto(text, bytes.subarray(start));
      const module = decode(start, ${text.length}, ${header});
      return bytes.subarray(module, module + ${length});
    }`;
}

const PAGE = 65536;

/** Exports of the linker that nothing uses. */
const NEEDLESS = ['__data_end', '__heap_base'];

async function buildDecoder(env, isWhole) {
  const args = ['build', '-p', 'inline', '--lib', '--release', '--target', 'wasm32-unknown-unknown', ...cargoArgs(isWhole)];
  const own = cargoEnv(env, isWhole);
  await capture('cargo', args, { cwd: root, env: own });
  const built = join(own.CARGO_TARGET_DIR, 'wasm32-unknown-unknown', 'release', 'inline.wasm');
  const module = binaryen.readBinary(await readFile(built));
  NEEDLESS.forEach((name) => module.removeExport(name));
  module.setFeatures(binaryen.Features.All);
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(0);
  // Inlining would merge the loops into one large function, see decode.rs.
  binaryen.setOneCallerInlineMaxSize(0);
  module.optimize();
  module.runPasses(['strip-producers', 'strip-target-features']);
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}
