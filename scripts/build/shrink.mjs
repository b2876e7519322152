// Removes what the module does not need at run time, such as long names.
import { readFile, writeFile } from 'node:fs/promises';
import { capture } from '../lib/run.mjs';

const PASSES = [
  '-Oz',
  '--flatten',
  '--rereloop',
  '-Os',
  '-Os',
  '--reorder-locals',
  '--reorder-functions-by-name',
  // V8 compiles a function at its first call. So functions with one caller are inlined only if they are small.
  '--one-caller-inline-max-function-size=60',
  '--strip-producers',
  '--strip-target-features',
  '--minify-imports-and-exports-and-modules',
];

/** The features of all engines in which this package runs. */
const FEATURES = ['reference-types', 'bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext'];

/**
 * Shrinks the module in this file. `names`: functions keep their names. Returns the short names: `[[module, name, short]]` for
 * imports, and a map for exports.
 */
export async function shrink(file, env, { names: areKept } = {}) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  const passes = areKept ? [...PASSES, '--debuginfo'] : PASSES;
  const { imports, exports } = JSON.parse(await capture('wasm-opt', [...passes, ...features, file, '-o', file], { env }));
  const names = new Map(exports);
  await writeFile(file, withMemory(await readFile(file), names.get('memory')));
  return { imports, exports: names.set('memory', 'memory') };
}

/**
 * The module with its memory exported as `memory`, because tools expect this name. It changes only the name: binaryen's own writer
 * would undo the last pass.
 */
function withMemory(bytes, short) {
  const exported = (name) => Buffer.from([name.length, ...Buffer.from(name), MEMORY, 0]);
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = number(bytes, at + 1);
    if (bytes[at] === EXPORTS) {
      const place = bytes.indexOf(exported(short), start);
      const behind = place + exported(short).length;
      const body = Buffer.concat([bytes.subarray(start, place), exported('memory'), bytes.subarray(behind, start + length)]);
      return Buffer.concat([bytes.subarray(0, at + 1), leb(body.length), body, bytes.subarray(start + length)]);
    }
    at = start + length;
  }
  throw new Error('the module exports nothing');
}

const EXPORTS = 7;
const MEMORY = 2;

/** The LEB128 number at this position, and the position after it. */
function number(bytes, at) {
  const more = bytes[at] >= 128 ? number(bytes, at + 1) : [0, at + 1];
  return [(bytes[at] & 127) + more[0] * 128, more[1]];
}

function leb(value) {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 127) | 128]), leb(value >> 7)]);
}
