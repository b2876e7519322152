// Step: wasm-bindgen-cli and wasm-pack: those on PATH, if they have the right version. Otherwise they are built once, into the user cache.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, toolCache } from '../lib/paths.mjs';
import { capture, tryCapture } from '../lib/run.mjs';

const WASM_PACK_VERSION = '0.15.1';

// Without optimisation, both tools build in half the time. Only the crates that read and write WebAssembly need it.
const QUICK_PROFILE = { CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_DEV_STRIP: 'true' };
const OPTIMISED = ['walrus', 'wasmparser', 'wasm-encoder'].flatMap((name) => ['--config', `profile.dev.package.${name}.opt-level=1`]);

export async function cargoTools() {
  const missing = [];
  for (const tool of await tools()) if (!(await isThere(tool))) missing.push(tool);
  if (missing.length === 0) return 'already there';
  // One folder for both: they have dependencies in common.
  const target = await mkdtemp(join(tmpdir(), 'cargo-tools-'));
  try {
    for (const tool of missing) await install(tool, target);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  return `built ${missing.map(({ crate, version }) => `${crate} ${version}`).join(' and ')} into ${toolCache}`;
}

/** The folders of the tools in the cache. */
export async function toolFolders() {
  return (await tools()).map(({ folder }) => join(folder, 'bin'));
}

async function tools() {
  const lock = await readFile(join(root, 'Cargo.lock'), 'utf8');
  // The command line tool must have the same version as the library.
  const [, wasmBindgenVersion] = lock.match(/name = "wasm-bindgen"\nversion = "([^"]+)"/);
  return [
    { crate: 'wasm-bindgen-cli', command: 'wasm-bindgen', version: wasmBindgenVersion },
    { crate: 'wasm-pack', command: 'wasm-pack', version: WASM_PACK_VERSION },
  ].map((tool) => ({ ...tool, folder: join(toolCache, `${tool.crate}-${tool.version}`) }));
}

async function isThere({ command, version, folder }) {
  for (const path of [join(folder, 'bin', command), command]) {
    const said = await tryCapture(path, ['--version']);
    if (said?.trim().endsWith(` ${version}`)) return true;
  }
  return false;
}

async function install({ crate, version, folder }, target) {
  const env = { ...process.env, ...QUICK_PROFILE, CARGO_TARGET_DIR: target };
  await capture('cargo', ['install', crate, '--version', version, '--root', folder, '--debug', ...OPTIMISED], { env });
}
