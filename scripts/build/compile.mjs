// Rust → WebAssembly and its glue, by wasm-pack.
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { hasLibrarySource } from '../setup/library-source.mjs';

/**
 * Writes them into that folder, with those features of the crate. Answers whether the standard library was built with it.
 *
 * @param {{ out?: string, features?: string[] }} [options]
 */
export async function compile(env, { out = pkg, features = [] } = {}) {
  const start = performance.now();
  process.stdout.write('build: Rust to WebAssembly … ');
  // Folders here are named after their content: those of former builds would stay for ever.
  await rm(join(out, 'snippets'), { recursive: true, force: true });
  const args = ['--out-dir', relative(root, out), '--', ...features.flatMap((name) => ['--features', name])];
  const isWhole = (await hasLibrarySource(env)) && (await buildWithLibrary(env, args));
  if (!isWhole) await wasmPack(cargoEnv(env, false), args);
  // It would keep all of pkg/ out of the npm package as well.
  await rm(join(out, '.gitignore'), { force: true });
  const library = isWhole ? 'with a standard library built for size' : 'with the standard library as it comes';
  console.log(`${library}, ${Math.round((performance.now() - start) / 1000)} s`);
  return isWhole;
}

/** For size, with any library. `RUSTC_BOOTSTRAP` lets a stable compiler take what has a Z. */
const FLAGS = [
  '-Zlocation-detail=none',
  // `opt-level = "z"` leaves it out: then iterators, closures and wasm-bindgen's layers hand their values on in memory.
  '-Zinline-mir=yes',
  '-Zinline-mir-threshold=100',
  // A quarter of the usual: what lies behind it has shorter addresses, and a page has 768 KiB more.
  '-Clink-arg=-zstack-size=262144',
];

/** For a library that is built as well: with panics that say nothing. */
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
  // What takes more than two loads and stores to copy is a `memory.copy`.
  '-Cllvm-args=-max-store-memcpy=2',
  // JavaScript's values stand in an array of the glue: a table of the module's own is more code, and no faster.
  '-Ctarget-feature=-reference-types',
];

/** A compiler that cannot has made nothing, and the library is taken as it comes. */
function buildWithLibrary(env, args) {
  return wasmPack(cargoEnv(env, true), [...args, ...cargoArgs(true)]).then(
    () => true,
    () => false,
  );
}

/** What cargo builds for the package with. `isWhole`: with the standard library. */
export function cargoEnv(env, isWhole) {
  const flags = isWhole ? FLAGS_WITH_LIBRARY : FLAGS;
  // A folder of its own: other flags would throw away what the tests have built.
  return { ...env, RUSTC_BOOTSTRAP: '1', RUSTFLAGS: flags.join(' '), CARGO_TARGET_DIR: join(root, 'target', 'package') };
}

export function cargoArgs(isWhole) {
  return isWhole ? ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'] : [];
}

function wasmPack(env, more) {
  // Everything that wasm-pack needs is there: it must not look for it elsewhere. package.json is ours, not its own.
  const args = ['build', '.', '--mode', 'no-install', '--no-pack', '--release', '--target', 'bundler'];
  return capture('wasm-pack', [...args, ...more], { cwd: root, env });
}
