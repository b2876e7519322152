// The package as a user has it: packed, and installed from its tarball in a folder that is served to pages.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './listening.mjs';
import { run } from './run.mjs';
import { temporaryFolder } from './sandbox.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = '/node_modules/synapse-backend-client/pkg';

/** The import map with which a page without a bundler imports the package by its name. */
export const IMPORT_MAP = `<script type="importmap">${JSON.stringify({
  imports: { 'synapse-backend-client': `${PACKAGE}/index.js`, 'synapse-backend-client/elements': `${PACKAGE}/elements.js` },
})}</script>`;

/** Packs the package and installs it in an empty folder. Returns the folder, and the packed files. */
export async function installed() {
  const folder = await temporaryFolder();
  const { stdout } = await good(run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root }));
  const [{ filename, files }] = JSON.parse(stdout);
  // With a package.json of its own, npm does not look for one in a parent folder.
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await good(run('npm', ['install', `./${filename}`, '--offline', '--no-audit', '--no-fund'], { cwd: folder }));
  return { folder, files: files.map(({ path }) => path) };
}

/** Serves these pages by their paths, and the files of the folder. Returns the origin. */
export async function siteOf(folder, pages) {
  return serve(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://any');
    const html = pages.get(pathname);
    const body = html ?? (await readFile(join(folder, pathname)).catch(() => null));
    const type = html === undefined && extname(pathname) === '.js' ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(body === null ? 404 : 200, { 'Content-Type': type }).end(body);
  });
}

/** The output of a program that succeeded. */
export async function good(outcome) {
  const { code, stdout, stderr } = await outcome;
  assert.equal(code, 0, stdout + stderr);
  return { stdout };
}
