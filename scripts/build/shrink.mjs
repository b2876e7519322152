// What the compiler and wasm-pack leave in the module that no run needs: how a panic is worded, and long names.
import { readFile, rm, writeFile } from 'node:fs/promises';
import binaryen from 'binaryen';
import { capture } from '../lib/run.mjs';

/** What words a panic, in a standard library that came compiled: nothing shows the words, since a panic is a trap. */
const PANICS = [
  /\bcore::(fmt|panicking)::(?!Write)/,
  // Not Write: `String::push` may be merged with its methods, and go by their names.
  /\bas core::fmt::(Debug|Display)>::/,
  /\bstd::panicking::/,
  /\brust_(begin_unwind|panic|oom)\b/,
  /\bcore::str::(count|slice_error_fail)/,
  /::(\w+_fail|unwrap_failed|expect_failed|handle_alloc_error|panic_\w+)$/,
];

const PASSES = [
  '-Oz',
  '--flatten',
  '--rereloop',
  '-Os',
  '-Os',
  '--reorder-locals',
  // Small functions are alike, and compress better than one large one that they are all in.
  '--one-caller-inline-max-function-size=0',
  '--strip-producers',
  '--strip-target-features',
  '--minify-imports-and-exports-and-modules',
];

/** What every engine with `WebAssembly` has that this package runs in. */
const FEATURES = ['reference-types', 'bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'sign-ext'];

/**
 * Shrinks the module in that file; `isWhole`: its standard library was built with it, for size; `names`: its functions keep
 * theirs. Answers what its imports and exports are called now: `[[module, name, short]]`, and a map.
 */
export async function shrink(file, env, { isWhole, names: areKept }) {
  const bytes = await readFile(file);
  const named = `${file}.named`;
  await writeFile(named, isWhole ? bytes : trapInPanics(bytes));
  const features = FEATURES.map((name) => `--enable-${name}`);
  const passes = areKept ? [...PASSES, '--debuginfo'] : PASSES;
  const { imports, exports } = JSON.parse(await capture('wasm-opt', [...passes, ...features, named, '-o', file], { env }));
  await rm(named);
  const names = new Map(exports);
  await writeFile(file, withMemory(await readFile(file), names.get('memory')));
  return { imports, exports: names.set('memory', 'memory') };
}

/**
 * The module with its memory under the name by which tools look for it. Only that name is written anew: binaryen's own writer would
 * undo what the last of the passes does.
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

/** The number in LEB128 that stands there, and where it ends. */
function number(bytes, at) {
  const more = bytes[at] >= 128 ? number(bytes, at + 1) : [0, at + 1];
  return [(bytes[at] & 127) + more[0] * 128, more[1]];
}

function leb(value) {
  return value < 128 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 127) | 128]), leb(value >> 7)]);
}

/** Every function that words a panic becomes a trap; the optimizer drops what only it has called. */
function trapInPanics(bytes) {
  const module = binaryen.readBinary(bytes);
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const functionRef = module.getFunctionByIndex(i);
    const { base, name } = binaryen.getFunctionInfo(functionRef);
    const isImported = base !== '';
    // `core[3f2a…]::fmt`: the hashes are the compiler's.
    const path = name.replaceAll(/\[[\da-f]+\]/g, '').replace(/::h[\da-f]{16}$/, '');
    if (!isImported && PANICS.some((panic) => panic.test(path))) binaryen.Function.setBody(functionRef, module.unreachable());
  }
  binaryen.setDebugInfo(true);
  const trapping = module.emitBinary();
  binaryen.setDebugInfo(false);
  module.dispose();
  return trapping;
}
