// Step: the source of the standard library. From it, the build makes a library that is smaller than the precompiled one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toolchainEnv } from '../lib/toolchain.mjs';
import { tryCapture } from '../lib/run.mjs';
import { rustup } from './rustup.mjs';

/** Whether the compiler of this environment has it. */
export async function hasLibrarySource(env) {
  const sysroot = await tryCapture('rustc', ['--print', 'sysroot'], { env });
  return sysroot !== undefined && existsSync(join(sysroot.trim(), 'lib/rustlib/src/rust/library/Cargo.lock'));
}

export async function librarySource() {
  const env = await toolchainEnv();
  if (await hasLibrarySource(env)) return 'already there';
  await rustup(env, 'component', 'add', 'rust-src');
  return (await hasLibrarySource(env)) ? 'added by rustup' : 'not available: the package will be larger';
}
