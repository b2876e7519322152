// npm as a child process.
import { root } from './paths.mjs';
import { capture } from './run.mjs';

/** Runs the npm that runs us, if one does: `npm` alone is not a program that Windows can spawn. Answers what it printed. */
export function npm(cwd, ...args) {
  const script = process.env.npm_execpath;
  return script ? capture(process.execPath, [script, ...args], { cwd }) : capture('npm', args, { cwd });
}

/** The tarball that `npm publish` would send, as `npm pack` tells it: its name, its sizes, its files. */
export async function wouldBePacked() {
  const [tarball] = JSON.parse(await npm(root, 'pack', '--dry-run', '--json'));
  return tarball;
}
