// Rust → WebAssembly → pkg/: what `npm run build` does, and what `npm start` and `npm test` do before their own work.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pkg, root, wasmFile } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { checkBudget } from './budget.mjs';
import { bundle } from './bundle.mjs';
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
    await compile(env);
    await declare(await bundle());
    await stamp.set(hash);
  }
  console.log(await sizeTable([wasmFile, join(pkg, 'index.js'), join(pkg, 'index.cjs')]));
  console.log(await checkBudget());
}

async function compile(env) {
  const start = performance.now();
  process.stdout.write('build: Rust to WebAssembly … ');
  // Folders here are named after their content: those of former builds would stay for ever.
  await rm(join(pkg, 'snippets'), { recursive: true, force: true });
  // Everything that wasm-pack needs is there: it must not look for it elsewhere. package.json is ours, not its own.
  const args = ['build', '--mode', 'no-install', '--no-pack', '--release', '--target', 'bundler', '--out-dir', 'pkg'];
  await capture('wasm-pack', args, { cwd: root, env });
  // It would keep all of pkg/ out of the npm package as well.
  await rm(join(pkg, '.gitignore'), { force: true });
  console.log(`${Math.round((performance.now() - start) / 1000)} s`);
}
