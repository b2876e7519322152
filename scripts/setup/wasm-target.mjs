// Step: a Rust compiler with the standard library for wasm32.
//
// rustup adds the library in seconds. If rustup cannot reach its server, the step installs Debian's own rustc as a second compiler, in
// /usr/bin. It builds the library once from the source that Debian ships, and copies it to the folder of that rustc.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstallPackages, installPackages } from './debian.mjs';
import { capture, tryCapture } from '../lib/run.mjs';
import { UserError } from '../lib/fail.mjs';
import { NO_RUST, rustup } from './rustup.mjs';

export const TARGET = 'wasm32-unknown-unknown';

const DEBIAN_BIN = '/usr/bin';
const DEBIAN_PACKAGES = [
  'rustc-web',
  'cargo-web',
  'rust-web-src',
  'rust-web-llvm',
  'rust-web-clippy',
  'rustfmt-web',
  'lld-22',
];
// A file beside a library that we built. It says which compiler built it, because other compilers cannot read it.
const BUILT_BY = 'built-by.txt';

/**
 * The folder to put first in PATH so that `cargo` and `rustc` can build for wasm32: '' if PATH needs no change,
 * undefined if there is no such compiler yet.
 */
export async function wasmCompilerFolder() {
  if (await hasTarget('rustc')) return '';
  if (await hasTarget(join(DEBIAN_BIN, 'rustc'))) return DEBIAN_BIN;
  return undefined;
}

export async function wasmTarget() {
  const folder = await wasmCompilerFolder();
  if (folder !== undefined) return folder ? `already there (${folder}/rustc)` : 'already there';
  if (await addByRustup()) return 'added by rustup';
  if (!(await canInstallPackages())) {
    if ((await tryCapture('rustc', ['--version'])) === undefined) throw new UserError(NO_RUST);
    throw new UserError(
      `rustc cannot build for wasm32: install Rust from https://rustup.rs and run "rustup target add ${TARGET}". ` +
        'If rustup cannot download it, run this command once as root on Debian 12.',
    );
  }
  await installPackages(DEBIAN_PACKAGES);
  await buildLibrary();
  return `rustup could not download it: installed Debian's rustc (${DEBIAN_BIN}/rustc) and built the library for it`;
}

async function hasTarget(rustc) {
  const folder = await libraryFolder(rustc);
  const files = folder ? await readdir(folder).catch(() => []) : [];
  if (!files.some((file) => /^libstd-.*\.rlib$/.test(file))) return false;
  return !files.includes(BUILT_BY) || (await readFile(join(folder, BUILT_BY), 'utf8')) === (await tryCapture(rustc, ['-vV']));
}

async function libraryFolder(rustc) {
  const folder = await tryCapture(rustc, ['--target', TARGET, '--print', 'target-libdir']);
  return folder?.trim();
}

async function addByRustup() {
  await rustup(process.env, 'target', 'add', TARGET);
  return hasTarget('rustc');
}

/** Builds std (with what tests need) as the dependency of an empty crate, and copies it to the folder of Debian's rustc. */
async function buildLibrary() {
  const rustc = join(DEBIAN_BIN, 'rustc');
  const crate = await mkdtemp(join(tmpdir(), 'wasm-std-'));
  try {
    await mkdir(join(crate, 'src'));
    await writeFile(join(crate, 'src', 'lib.rs'), '');
    await writeFile(join(crate, 'Cargo.toml'), '[package]\nname = "empty"\nedition = "2024"\n[workspace]\n');
    await capture(
      join(DEBIAN_BIN, 'cargo'),
      ['build', '--release', '--target', TARGET, '-Zbuild-std=std,panic_abort,test'],
      // A stable compiler allows -Z only with the bootstrap flag. The user's own setting of a target folder must not apply.
      { cwd: crate, env: { ...process.env, RUSTC: rustc, RUSTC_BOOTSTRAP: '1', CARGO_TARGET_DIR: join(crate, 'target') } },
    );
    await layLibrary(join(crate, 'target', TARGET, 'release', 'deps'), rustc);
  } finally {
    await rm(crate, { recursive: true, force: true });
  }
}

async function layLibrary(built, rustc) {
  const folder = await libraryFolder(rustc);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const libraries = (await readdir(built)).filter((file) => file.endsWith('.rlib') && !file.startsWith('libempty-'));
  for (const file of libraries) await copyFile(join(built, file), join(folder, file));
  await writeFile(join(folder, BUILT_BY), await capture(rustc, ['-vV']));
}
