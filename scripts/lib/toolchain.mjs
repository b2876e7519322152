// The environment in which cargo, wasm-pack, wasm-bindgen and wasm-opt find each other.
import { delimiter, dirname, join } from 'node:path';
import { toolFolders } from '../setup/cargo-tools.mjs';
import { root } from './paths.mjs';
import { wasmCompilerFolder } from '../setup/wasm-target.mjs';

/**
 * Every cargo command of the scripts, for the host as for wasm32, runs in this environment: one compiler for all,
 * so nothing is built twice. Call it once set-up is done.
 */
export async function toolchainEnv() {
  const compiler = await wasmCompilerFolder();
  const folders = [join(root, 'node_modules', '.bin'), ...(await toolFolders())];
  // This very Node stays ahead of another one that the compiler's folder may hold.
  if (compiler) folders.push(dirname(process.execPath), compiler);
  return { ...process.env, PATH: [...folders, process.env.PATH].join(delimiter) };
}
