// Rust → WebAssembly → pkg/: what `npm run build` does, and what `npm start` and `npm test` do before their own work.
import { join } from 'node:path';
import { pkg, wasmFile } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { hasLibrarySource } from '../setup/library-source.mjs';
import { checkBudget } from './budget.mjs';
import { bundle } from './bundle.mjs';
import { compile } from './compile.mjs';
import { buildElements } from './elements.mjs';
import { inline } from './inline.mjs';
import { shrink } from './shrink.mjs';
import { sizeTable } from './sizes.mjs';
import { inputHash, stampOf } from './stamp.mjs';
import { declare } from './types.mjs';

const INPUTS = { files: ['Cargo.toml', 'Cargo.lock', 'package.json', 'package-lock.json'], folders: ['src', 'scripts/build'] };

/** A hash of all inputs of the package. */
export async function packageHash(env) {
  return inputHash({ ...INPUTS, more: `${await capture('rustc', ['-vV'], { env })} ${await hasLibrarySource(env)}` });
}

/** An addition to the stamp, if the standard library was precompiled. */
const PLAIN = ' plain';

/**
 * @param {object} env the environment of the toolchain
 * @param {{ names?: boolean }} [options] keeps the names of the module's functions: always builds, and checks no budget
 */
export async function build(env, { names } = {}) {
  await buildElements();
  const stamp = stampOf(pkg);
  const hash = await packageHash(env);
  if (!names && (await stamp.read()).replace(PLAIN, '') === hash) {
    console.log('build: pkg/ is up to date');
  } else {
    await stamp.clear();
    const isWhole = await compile(env);
    const short = await shrink(wasmFile, env, { names });
    await declare(await bundle(short, await inline(wasmFile, env, { isWhole })));
    if (names) return console.log('build: functions keep their names, for a profiler; the next "npm run build" removes them');
    await stamp.set(isWhole ? hash : hash + PLAIN);
  }
  console.log(await sizeTable([wasmFile, ...['index.js', 'index.cjs', 'elements.js'].map((name) => join(pkg, name))]));
  console.log(await checkBudget((await stamp.read()).endsWith(PLAIN) ? 'plain' : 'whole'));
}
