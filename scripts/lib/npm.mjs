// npm as a child process.
import { root } from './paths.mjs';
import { capture } from './run.mjs';

/** Runs npm and returns its output. Uses the npm that runs this script, if there is one, because Windows cannot spawn `npm`. */
export function npm(cwd, ...args) {
  const script = process.env.npm_execpath;
  return script ? capture(process.execPath, [script, ...args], { cwd }) : capture('npm', args, { cwd });
}

/** The tarball that `npm publish` would send, as described by `npm pack`: its name, sizes and files. */
export async function wouldBePacked() {
  const [tarball] = JSON.parse(await npm(root, 'pack', '--dry-run', '--json'));
  return tarball;
}
