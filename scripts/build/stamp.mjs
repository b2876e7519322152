// Checks whether a build is up to date, with a hash of all its inputs that is stored beside the output.
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';

/** A hash of files, of all files in folders (both relative to the project), and of `more`. */
export async function inputHash({ files, folders, more }) {
  const hash = createHash('sha256').update(more);
  const found = await Promise.all(folders.map(filesUnder));
  for (const file of [...files, ...found.flat().sort()]) {
    hash.update(`\0${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/** The stamp of a built folder, or of a part of it that is built separately. */
export function stampOf(folder, name = '.built-from') {
  const file = join(folder, name);
  return {
    read: () => readFile(file, 'utf8').catch(() => ''),
    set: (hash) => writeFile(file, hash),
    clear: () => rm(file, { force: true }),
  };
}

async function filesUnder(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
