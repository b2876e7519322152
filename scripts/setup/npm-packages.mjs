// Step: the npm packages of package-lock.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

export async function npmPackages() {
  if (await inStep()) return 'already there';
  // Inside `npm start` this is the very npm that runs us; `npm` alone is not a program that Windows can spawn.
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm, 'ci'] : ['npm', 'ci'];
  await capture(command, args, { cwd: root });
  return 'installed by npm ci';
}

async function inStep() {
  const wanted = await packagesOf('package-lock.json');
  const installed = await packagesOf('node_modules/.package-lock.json').catch(() => ({}));
  const same = (path) => installed[path]?.version === wanted[path].version;
  return (
    Object.keys(installed).every((path) => wanted[path]) &&
    Object.keys(wanted).every((path) => path === '' || wanted[path].optional || same(path))
  );
}

async function packagesOf(lockFile) {
  return JSON.parse(await readFile(join(root, lockFile), 'utf8')).packages;
}
