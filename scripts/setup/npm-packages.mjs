// Step: the npm packages of the project and of the admin console, from their lock files.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from '../lib/npm.mjs';
import { root } from '../lib/paths.mjs';

const FOLDERS = ['.', 'www'];

export async function npmPackages() {
  const done = [];
  for (const folder of FOLDERS) done.push(await install(join(root, folder)));
  return done.find((words) => words !== THERE) ?? THERE;
}

const THERE = 'already there';

/** Installs the packages of a folder's lock file, unless they are installed already. */
export async function install(folder) {
  if (await inStep(folder)) return THERE;
  await npm(folder, 'ci');
  return 'installed by npm ci';
}

async function inStep(folder) {
  const wanted = await packagesOf(join(folder, 'package-lock.json'));
  const installed = await packagesOf(join(folder, 'node_modules/.package-lock.json')).catch(() => ({}));
  const same = (path) => installed[path]?.version === wanted[path].version;
  return (
    Object.keys(installed).every((path) => wanted[path]) &&
    Object.keys(wanted).every((path) => path === '' || wanted[path].optional || same(path))
  );
}

async function packagesOf(lockFile) {
  return JSON.parse(await readFile(lockFile, 'utf8')).packages;
}
