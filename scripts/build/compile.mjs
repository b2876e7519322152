// Rust → WebAssembly and its glue, by wasm-pack.
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { hasLibrarySource } from '../setup/library-source.mjs';

/**
 * Writes both into this folder, with these features of the crate. Returns whether the standard library was built as well.
 *
 * @param {{ out?: string, features?: string[] }} [options]
 */
export async function compile(env, { out = pkg, features = [] } = {}) {
  const start = performance.now();
  process.stdout.write('build: Rust to WebAssembly … ');
  // Folders here are named after their content, so those of earlier builds would stay.
  await rm(join(out, 'snippets'), { recursive: true, force: true });
  const args = ['--out-dir', relative(root, out), '--', ...features.flatMap((name) => ['--features', name])];
  const isWhole = (await hasLibrarySource(env)) && (await buildWithLibrary(env, args));
  if (!isWhole) await wasmPack(cargoEnv(env, false), args);
  // It would exclude all of pkg/ from the npm package as well.
  await rm(join(out, '.gitignore'), { force: true });
  const library = isWhole ? 'with a standard library built for size' : 'with the precompiled standard library';
  console.log(`${library}, ${Math.round((performance.now() - start) / 1000)} s`);
  return isWhole;
}

/** For size, with any library. `RUSTC_BOOTSTRAP` allows -Z flags in a stable compiler. */
const FLAGS = [
  '-Zlocation-detail=none',
  // `opt-level = "z"` leaves it out by default. Then iterators, closures and wasm-bindgen's layers pass their values through memory.
  '-Zinline-mir=yes',
  '-Zinline-mir-threshold=100',
  // A quarter of the default: the data behind the stack has shorter addresses, and a page has 768 KiB more.
  '-Clink-arg=-zstack-size=262144',
];

/** For a library that is built as well: panics have no message. */
const FLAGS_WITH_LIBRARY = [
  ...FLAGS,
  '-Zunstable-options',
  '-Cpanic=immediate-abort',
  // Partial redundancy elimination, loop strength reduction and loads moved out of loops save time by more instructions and more local
  // variables.
  '-Cllvm-args=-enable-pre=false',
  '-Cllvm-args=-disable-lsr',
  '-Cllvm-args=-disable-licm-promotion',
  // A little more than the 5 of `opt-level = "z"`.
  '-Cllvm-args=-inline-threshold=8',
  // Uses `memory.copy` where a copy would take more than two loads and stores.
  '-Cllvm-args=-max-store-memcpy=2',
  // The glue keeps JavaScript's values in an array. A table in the module would be more code, and no faster.
  '-Ctarget-feature=-reference-types',
];

/** If the compiler cannot build the library, nothing is written, and the precompiled one is used. */
function buildWithLibrary(env, args) {
  return wasmPack(cargoEnv(env, true), [...args, ...cargoArgs(true)]).then(
    () => true,
    () => false,
  );
}

/** The environment in which cargo builds the package. `isWhole`: with the standard library. */
export function cargoEnv(env, isWhole) {
  const flags = isWhole ? FLAGS_WITH_LIBRARY : FLAGS;
  // A folder of its own: with other flags, cargo would discard what the tests have built.
  return { ...env, RUSTC_BOOTSTRAP: '1', RUSTFLAGS: flags.join(' '), CARGO_TARGET_DIR: join(root, 'target', 'package') };
}

export function cargoArgs(isWhole) {
  return isWhole ? ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'] : [];
}

function wasmPack(env, more) {
  // Set-up has installed what wasm-pack needs, so it must not look for it elsewhere. It must not write a package.json.
  const args = ['build', '.', '--mode', 'no-install', '--no-pack', '--release', '--target', 'bundler'];
  return capture('wasm-pack', [...args, ...more], { cwd: root, env });
}
