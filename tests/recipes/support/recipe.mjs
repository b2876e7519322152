// A recipe as a reader uses it: copied into an empty folder, with the package from its tarball and the rest from the registry.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { npm } from '../../../scripts/lib/npm.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { pack } from '../../packaging/place.mjs';
import { run } from '../../support/run.mjs';
import { temporaryFolder } from '../../support/sandbox.mjs';

const MADE_BY_TOOLS = /[\\/](node_modules|dist|\.next)$/;

// No colours, because the output is compared.
const PLAIN = { NO_COLOR: '1' };

/** Copies a folder of examples/recipes/, and installs the packages of its package.json. */
export async function recipe(name) {
  const base = await temporaryFolder();
  const folder = join(base, name);
  await cp(join(root, 'examples', 'recipes', name), folder, { recursive: true, filter: (path) => !MADE_BY_TOOLS.test(path) });
  await npm(folder, 'install', await pack(base), '--no-audit', '--no-fund', '--no-package-lock');
  return {
    folder,
    /** Runs one of its scripts to its end. Returns the exit code and the output. */
    run: (script, { env, args = [] } = {}) => run('npm', npmRun(script, args), { cwd: folder, env: { ...PLAIN, ...env } }),
    /** Starts one of its servers. Returns its URL, its error output, and a function that stops it. It ends with the tests. */
    serve: (script, { env, args = [] } = {}) => serve(folder, script, args, env),
  };
}

function npmRun(script, args) {
  return ['run', '--silent', script, '--', ...args];
}

async function serve(folder, script, args, env) {
  // In a process group of its own, because npm does not pass every signal to its children.
  const server = spawn('npm', npmRun(script, args), {
    cwd: folder,
    env: { ...process.env, ...PLAIN, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(server, 'close');
  async function stop() {
    if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGTERM');
    await ended;
  }
  after(stop);
  let errors = '';
  server.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = line.match(/http:\/\/(127\.0\.0\.1|localhost):\d+/) ?? [];
    if (!url) continue;
    server.stdout.resume();
    return { url, errors: () => errors, stop };
  }
  throw new Error(`the server ended before it had started:\n${errors}`);
}
