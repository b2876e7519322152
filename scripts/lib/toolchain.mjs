// The environment in which cargo, wasm-pack, wasm-bindgen and wasm-opt find each other.
import { delimiter, dirname, join } from 'node:path';
import { toolFolders } from '../setup/cargo-tools.mjs';
import { root } from './paths.mjs';
import { wasmCompilerFolder } from '../setup/wasm-target.mjs';

/**
 * The environment for all cargo commands of the scripts, for the host and for wasm32. They use the same compiler, so
 * nothing is built twice. Call this after the set-up.
 */
export async function toolchainEnv() {
  const compiler = await wasmCompilerFolder();
  const folders = [join(root, 'node_modules', '.bin'), ...(await toolFolders())];
  // The folder of this Node comes first, because the compiler's folder may contain another Node.
  if (compiler) folders.push(dirname(process.execPath), compiler);
  return { ...process.env, PATH: [...folders, process.env.PATH].join(delimiter) };
}
