// Builds the custom elements: www/src/elements/ → pkg/elements.js and .cjs, which import the package's main entry.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { inputHash, stampOf } from './stamp.mjs';
import { writeBoth } from './types.mjs';

const FILES = ['www/package-lock.json', 'www/vite.elements.config.ts', 'scripts/build/elements.mjs'];

export async function buildElements() {
  // A stamp of its own: they change with the console, and the client would take minutes.
  const stamp = stampOf(pkg, '.elements-built-from');
  const hash = await inputHash({ files: FILES, folders: ['www/src'], more: '' });
  if ((await stamp.read()) === hash) return;
  await stamp.clear();
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.elements.config.ts'];
  await capture(process.execPath, args, { cwd: join(root, 'www') });
  const types = await readFile(join(root, 'www', 'src', 'elements', 'elements.d.ts'), 'utf8');
  await writeBoth('elements', types.replaceAll("'synapse-backend-client'", "'./index.js'"));
  await stamp.set(hash);
}
