// A place: a folder with the package installed from its tarball, and the programs that its test needs.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../../scripts/lib/npm.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { app } from './app.mjs';
import { show } from './show.mjs';

export const here = fileURLToPath(new URL('.', import.meta.url));

// A copy, because bundlers that run in this process set NODE_ENV.
const environment = { ...process.env };

/** Makes the tarball that would be published, and returns its path. */
export async function pack(folder) {
  const [{ filename }] = JSON.parse(await npm(root, 'pack', '--json', '--pack-destination', folder));
  return join(folder, filename);
}

/** @returns the arguments of a place's test: the folder, an environment with the backend's URL, and the programs of package.json. */
export async function placeIn(folder, { tarball, backend }) {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await npm(folder, 'install', tarball, '--offline', '--no-audit', '--no-fund');
  for (const file of ['app.mjs', 'show.mjs']) await copyFile(join(here, file), join(folder, file));
  const load = createRequire(import.meta.url);
  return {
    folder,
    env: { ...environment, BACKEND: backend },
    /** The source of the app's functions, for places where they cannot be imported. */
    sources: { app: String(app), show: String(show) },
    load,
    resolve: load.resolve,
    tool: (name, file) => join(dirname(load.resolve(`${name}/package.json`)), file),
  };
}
