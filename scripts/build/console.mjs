// Builds the admin console: www/ → www/dist/, with the package that was just built.
import { join } from 'node:path';
import { consoleDist, pkg, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { inputHash, stampOf } from './stamp.mjs';

const FILES = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const INPUTS = { files: FILES.map((file) => `www/${file}`), folders: ['www/src'] };

export async function buildConsole() {
  const stamp = stampOf(consoleDist);
  const hash = await inputHash({ ...INPUTS, more: await stampOf(pkg).read() });
  if ((await stamp.read()) === hash) return console.log('build: www/dist/ is up to date');
  const start = performance.now();
  process.stdout.write('build: admin console … ');
  await capture(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { cwd: join(root, 'www') });
  await stamp.set(hash);
  console.log(`${Math.round((performance.now() - start) / 1000)} s`);
}
