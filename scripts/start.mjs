// npm start: builds everything, starts the sandbox, runs the complete workflow on it, and keeps serving until Ctrl-C.
//   --once     end after the workflow, with its exit code
//   --port N   the sandbox's port (default: 8787, or a free port if 8787 is taken)
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';
import { interruption } from './lib/interruption.mjs';
import { consoleDist, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { SANDBOX_TOKEN, buildSandbox, startSandbox } from './lib/sandbox.mjs';

const DEFAULT_PORT = 8787;
const INTERRUPTED = 130;

async function main() {
  const { values: options } = parseArgs({ options: { once: { type: 'boolean' }, port: { type: 'string' } } });
  const executable = await buildSandbox(await prepare({ console: true }));
  const port = options.port ?? (await defaultPort());
  const signal = interruption();
  const places = ['--data', join(root, '.sandbox'), '--console', consoleDist];
  const sandbox = await startSandbox(executable, ['--port', port, ...places, '--token', SANDBOX_TOKEN]);
  try {
    const code = await workflow(sandbox.url, signal);
    if (options.once || code !== 0) return code;
    return await serve(sandbox, signal);
  } finally {
    await sandbox.stop();
  }
}

/** Runs the example as a user would, and returns its exit code. */
function workflow(url, signal) {
  console.log(`\nRunning examples/workflow.mjs on ${url}:\n`);
  const env = { ...process.env, SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
  const child = spawn(process.execPath, [join(root, 'examples', 'workflow.mjs')], { env, signal, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => resolve(code ?? INTERRUPTED));
    child.on('error', (error) => (signal.aborted ? resolve(INTERRUPTED) : reject(error)));
  });
}

/** Serves until Ctrl-C. Returns 1 if the sandbox stops by itself. */
function serve(sandbox, signal) {
  console.log('\nThe sandbox keeps running. Press Ctrl-C to stop it.');
  sandbox.stdout.pipe(process.stdout);
  return new Promise((resolve) => {
    if (signal.aborted) resolve(0);
    signal.addEventListener('abort', () => resolve(0));
    sandbox.ended.then((code) => {
      if (signal.aborted) return;
      console.error(`the sandbox stopped unexpectedly (exit code ${code})`);
      resolve(1);
    });
  });
}

async function defaultPort() {
  const probe = createServer();
  const free = await new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(DEFAULT_PORT, '127.0.0.1', () => resolve(true));
  });
  if (free) await new Promise((resolve) => probe.close(resolve));
  return String(free ? DEFAULT_PORT : 0);
}

process.exitCode = await main().catch(fail);
