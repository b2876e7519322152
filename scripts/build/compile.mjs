// Rust → WebAssembly and its glue, by wasm-pack.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { hasLibrarySource } from '../setup/library-source.mjs';

/** Answers whether the standard library was built with it. */
export async function compile(env) {
  const start = performance.now();
  process.stdout.write('build: Rust to WebAssembly … ');
  // Folders here are named after their content: those of former builds would stay for ever.
  await rm(join(pkg, 'snippets'), { recursive: true, force: true });
  const isWhole = (await hasLibrarySource(env)) && (await buildWithLibrary(env));
  if (!isWhole) await wasmPack(env);
  // It would keep all of pkg/ out of the npm package as well.
  await rm(join(pkg, '.gitignore'), { force: true });
  const library = isWhole ? 'with a standard library built for size' : 'with the standard library as it comes';
  console.log(`${library}, ${Math.round((performance.now() - start) / 1000)} s`);
  return isWhole;
}

/** The flags of a library and a package that are built together, for size. */
const FLAGS = [
  // `RUSTC_BOOTSTRAP` lets a stable compiler take what follows.
  '-Zunstable-options',
  '-Cpanic=immediate-abort',
  '-Zlocation-detail=none',
  // `opt-level = "z"` leaves it out: then iterators, closures and wasm-bindgen's layers hand their values on in memory.
  '-Zinline-mir=yes',
  // JavaScript's values stand in an array of the glue: a table of the module's own is more code, and no faster.
  '-Ctarget-feature=-reference-types',
  // A quarter of the usual: what lies behind it has shorter addresses, and a page keeps 768 KiB of its memory.
  '-Clink-arg=-zstack-size=262144',
];

/**
 * Builds the standard library too, for size and with panics that say nothing. A compiler that cannot has made nothing, and
 * the library is taken as it comes.
 */
function buildWithLibrary(env) {
  const flags = { RUSTC_BOOTSTRAP: '1', RUSTFLAGS: FLAGS.join(' ') };
  // A folder of its own: other flags would throw away what the tests have built.
  const own = { ...env, ...flags, CARGO_TARGET_DIR: join(root, 'target', 'package') };
  const library = ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'];
  return wasmPack(own, ['--', ...library]).then(
    () => true,
    () => false,
  );
}

function wasmPack(env, cargoArgs = []) {
  // Everything that wasm-pack needs is there: it must not look for it elsewhere. package.json is ours, not its own.
  const args = ['build', '.', '--mode', 'no-install', '--no-pack', '--release', '--target', 'bundler', '--out-dir', 'pkg'];
  return capture('wasm-pack', [...args, ...cargoArgs], { cwd: root, env });
}
