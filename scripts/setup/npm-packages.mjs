// Step: the npm packages of the project's lock files: its own, and the admin console's.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const FOLDERS = ['.', 'www'];

export async function npmPackages() {
  const done = [];
  for (const folder of FOLDERS) done.push(await install(join(root, folder)));
  return done.find((words) => words !== THERE) ?? THERE;
}

const THERE = 'already there';

async function install(folder) {
  if (await inStep(folder)) return THERE;
  // Inside `npm start` this is the very npm that runs us; `npm` alone is not a program that Windows can spawn.
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm ? [process.execPath, npm, 'ci'] : ['npm', 'ci'];
  await capture(command, args, { cwd: folder });
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
