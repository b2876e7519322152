// The first step of every command: set-up and build.
import { setUp } from '../setup/steps.mjs';
import { toolchainEnv } from './toolchain.mjs';

/**
 * Brings pkg/ up to date, and first installs what this machine lacks for it.
 *
 * @param {{ browser?: boolean, console?: boolean, names?: boolean }} [options] with what the browser tests need; with the admin
 * console built; with the names of the module's functions
 * @returns {Promise<object>} the environment to run cargo and wasm-pack in
 */
export async function prepare(options) {
  await setUp(options);
  const env = await toolchainEnv();
  // Imported only now, because the build uses npm packages that a fresh clone does not have yet.
  const { build } = await import('../build/index.mjs');
  await build(env, options);
  if (options?.console) await (await import('../build/console.mjs')).buildConsole();
  return env;
}
