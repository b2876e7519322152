// Installs the other libraries if they are missing, in the versions of the lock file.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { npm } from '../../../scripts/lib/npm.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));
const read = async (path) => JSON.parse(await readFile(new URL(`../${path}`, import.meta.url), 'utf8'));

/** Returns the versions of the measured libraries, by name. */
export async function install() {
  const { dependencies } = await read('package.json');
  const versionOf = async (name) => [name, (await read(`node_modules/${name}/package.json`)).version];
  const versions = () => Promise.all(Object.keys(dependencies).map(versionOf));
  const isInstalled = (found) => found.every(([name, version]) => dependencies[name] === version || dependencies[name].startsWith('file:'));
  const found = await versions().catch(() => []);
  if (found.length && isInstalled(found)) return Object.fromEntries(found);
  await npm(folder, 'ci');
  return Object.fromEntries(await versions());
}
