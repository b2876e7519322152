// npm run sandbox: builds the sandbox and runs it until Ctrl-C. The arguments after `--` are the options of the sandbox: sandbox/README.md.
import { spawn } from 'node:child_process';
import { fail } from './lib/fail.mjs';
import { interruption } from './lib/interruption.mjs';
import { root } from './lib/paths.mjs';
import { buildSandbox } from './lib/sandbox.mjs';
import { toolchainEnv } from './lib/toolchain.mjs';

async function main() {
  const executable = await buildSandbox(await toolchainEnv());
  const child = spawn(executable, process.argv.slice(2), { cwd: root, stdio: 'inherit' });
  interruption().addEventListener('abort', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
}

process.exitCode = await main().catch(fail);
