// Starts a sandbox for the tests of a file, with its own data. It ends after the tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { SANDBOX_TOKEN, buildSandbox, startSandbox } from '../../scripts/lib/sandbox.mjs';
import { toolchainEnv } from '../../scripts/lib/toolchain.mjs';

export { SANDBOX_TOKEN };

/**
 * Starts a sandbox. Returns its URL and a client.
 *
 * @param {...string} args additional arguments of its command line
 */
export async function sandbox(...args) {
  // `npm test` has built it. A test file that runs alone builds it.
  const executable = process.env.SANDBOX_EXECUTABLE ?? (await buildSandbox(await toolchainEnv()));
  const data = await temporaryFolder();
  const { url, stop } = await startSandbox(executable, ['--port', '0', '--data', data, '--token', SANDBOX_TOKEN, ...args]);
  // If the file crashes or is killed, `after` does not run, but the sandbox must not outlive it.
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  after(stop);
  return { url, client: new BackendClient({ baseUrl: url, apiToken: SANDBOX_TOKEN }) };
}

/** A folder that is deleted after the tests. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'synapse-backend-client-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
