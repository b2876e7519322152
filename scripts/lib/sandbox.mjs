// The sandbox as a child process: builds, starts and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { NO_RUST } from '../setup/rustup.mjs';
import { UserError } from './fail.mjs';
import { root } from './paths.mjs';
import { capture, tryCapture } from './run.mjs';

export const SANDBOX_TOKEN = 'sandbox-token';

/** Builds the sandbox, in the quick dev profile unless `args` for cargo say otherwise, and returns the path of its executable. */
export async function buildSandbox(env, ...args) {
  if ((await tryCapture('cargo', ['--version'], { env })) === undefined) throw new UserError(NO_RUST);
  const start = performance.now();
  process.stdout.write('build: sandbox … ');
  // Only cargo knows where its target folder is.
  const command = ['build', '-p', 'sandbox', '--message-format', 'json-render-diagnostics', ...args];
  const messages = await capture('cargo', command, { cwd: root, env });
  console.log(`${Math.round((performance.now() - start) / 1000)} s`);
  const artifacts = messages.trim().split('\n').map((line) => JSON.parse(line));
  return artifacts.find(({ executable }) => executable).executable;
}

/**
 * Starts the sandbox and waits until it listens. Its stderr goes to our stderr.
 *
 * @param {string} executable
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object }} [options] where, and in which environment
 */
export async function startSandbox(executable, args, options) {
  const child = spawn(executable, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => code);
  const url = await Promise.race([firstLine(child.stdout), ended.then(fellOver)]);
  return {
    url,
    /** Its output after the URL. */
    stdout: child.stdout,
    /** Settles with its exit code. */
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Reads up to the first line break, and leaves the rest in the stream. */
async function firstLine(stream) {
  stream.setEncoding('utf8');
  let text = '';
  while (!text.includes('\n')) {
    const chunk = stream.read();
    if (chunk === null) await once(stream, 'readable');
    else text += chunk;
  }
  const [line] = text.split('\n', 1);
  stream.unshift(text.slice(line.length + 1));
  return line;
}

function fellOver(code) {
  throw new UserError(`the sandbox could not start (exit code ${code}): see its message above`);
}
