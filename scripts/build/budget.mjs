// Compares what a browser downloads for `import { BackendClient }` with the budget in budget.json, in bytes after brotli: `whole` if the
// standard library was built for size, `plain` if it was precompiled.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import esbuild from 'esbuild';
import { UserError } from '../lib/fail.mjs';
import { root } from '../lib/paths.mjs';

/** @param {'whole' | 'plain'} library */
export async function checkBudget(library) {
  const { [library]: most } = JSON.parse(await readFile(new URL('budget.json', import.meta.url), 'utf8'));
  const stdin = { contents: "export { BackendClient } from './pkg/index.js';", resolveDir: root };
  const options = { bundle: true, minify: true, format: 'esm', write: false };
  const { outputFiles } = await esbuild.build({ ...options, stdin });
  // Brotli's default is its best, 11.
  const size = brotliCompressSync(outputFiles[0].contents).length;
  const words = `import { BackendClient } in a bundle: ${size.toLocaleString('en')} bytes (brotli); the budget is ${most.toLocaleString('en')}`;
  if (size > most) throw new UserError(`${words}: over the budget of scripts/build/budget.json`);
  return words;
}
