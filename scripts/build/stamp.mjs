// Is pkg/ made of exactly what the sources are now? A hash of everything that goes in, kept beside what came out.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const FILES = ['Cargo.toml', 'Cargo.lock', 'package.json', 'package-lock.json'];
const FOLDERS = ['src', 'scripts/build'];
const stampFile = join(pkg, '.built-from');

export async function inputHash(env) {
  const hash = createHash('sha256').update(await capture('rustc', ['-vV'], { env }));
  const files = await Promise.all(FOLDERS.map(filesUnder));
  for (const file of [...FILES, ...files.flat().sort()]) {
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

export async function isBuiltFrom(hash) {
  return (await readFile(stampFile, 'utf8').catch(() => '')) === hash;
}

export const setStamp = (hash) => writeFile(stampFile, hash);
export const clearStamp = () => rm(stampFile, { force: true });

async function filesUnder(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
