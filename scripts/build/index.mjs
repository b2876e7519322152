// Rust → WebAssembly → pkg/: what `npm run build` does, and what `npm start` and `npm test` do before their own work.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pkg, root, wasmFile } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { checkBudget } from './budget.mjs';
import { bundle } from './bundle.mjs';
import { shrink } from './shrink.mjs';
import { sizeTable } from './sizes.mjs';
import { inputHash, stampOf } from './stamp.mjs';
import { declare } from './types.mjs';

const INPUTS = { files: ['Cargo.toml', 'Cargo.lock', 'package.json', 'package-lock.json'], folders: ['src', 'scripts/build'] };

/** @param {object} env the environment of the toolchain */
export async function build(env) {
  const stamp = stampOf(pkg);
  const hash = await inputHash({ ...INPUTS, more: await capture('rustc', ['-vV'], { env }) });
  if ((await stamp.read()) === hash) {
    console.log('build: pkg/ is up to date');
  } else {
    await stamp.clear();
    const hasPanics = !(await compile(env));
    await declare(await bundle(await shrink(wasmFile, env, hasPanics)));
    await stamp.set(hash);
  }
  console.log(await sizeTable([wasmFile, join(pkg, 'index.js'), join(pkg, 'index.cjs')]));
  console.log(await checkBudget());
}

/** Answers whether the standard library was built with it. */
async function compile(env) {
  const start = performance.now();
  process.stdout.write('build: Rust to WebAssembly … ');
  // Folders here are named after their content: those of former builds would stay for ever.
  await rm(join(pkg, 'snippets'), { recursive: true, force: true });
  const isWhole = await buildWithLibrary(env);
  const library = isWhole ? 'with a standard library built for size' : 'with the standard library as it comes';
  // It would keep all of pkg/ out of the npm package as well.
  await rm(join(pkg, '.gitignore'), { force: true });
  console.log(`${library}, ${Math.round((performance.now() - start) / 1000)} s`);
  return isWhole;
}

/**
 * Builds the standard library too, for size and with panics that say nothing: the module is a seventh smaller. It takes the
 * library's source (`rustup component add rust-src`), and the flag that lets a stable compiler do so. Answers whether it did.
 */
async function buildWithLibrary(env) {
  const sysroot = (await capture('rustc', ['--print', 'sysroot'], { env })).trim();
  if (existsSync(join(sysroot, 'lib/rustlib/src/rust/library/Cargo.lock'))) {
    const flags = { RUSTC_BOOTSTRAP: '1', RUSTFLAGS: '-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none' };
    // A folder of its own: other flags would throw away what the tests have built.
    const own = { ...env, ...flags, CARGO_TARGET_DIR: join(root, 'target', 'package') };
    const library = ['-Zbuild-std=std,panic_abort', '-Zbuild-std-features=optimize_for_size'];
    const isBuilt = await wasmPack(own, ['--', ...library]).then(() => true, () => false);
    if (isBuilt) return true;
  }
  await wasmPack(env, []);
  return false;
}

function wasmPack(env, cargoArgs) {
  // Everything that wasm-pack needs is there: it must not look for it elsewhere. package.json is ours, not its own.
  const args = ['build', '.', '--mode', 'no-install', '--no-pack', '--release', '--target', 'bundler', '--out-dir', 'pkg'];
  return capture('wasm-pack', [...args, ...cargoArgs], { cwd: root, env });
}
