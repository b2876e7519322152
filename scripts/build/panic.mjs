// The package with methods that panic, for the tests: target/panic-test/. Nothing of it is in pkg/.
import { basename, join } from 'node:path';
import { root, wasmFile } from '../lib/paths.mjs';
import { bundleOne } from './bundle.mjs';
import { compile } from './compile.mjs';
import { ENTRIES } from './entries.mjs';
import { packageHash } from './index.mjs';
import { shrink } from './shrink.mjs';
import { stampOf } from './stamp.mjs';

const out = join(root, 'target', 'panic-test');

/** Of the entries, those that the tests run: modules for pages and for Node, of which one process may load several. */
const TESTED = ['index.js', 'node.js'];

/** Brings it up to date. */
export async function buildPanicking(env) {
  const stamp = stampOf(out);
  const hash = await packageHash(env);
  if ((await stamp.read()) === hash) return;
  await stamp.clear();
  const isWhole = await compile(env, { out, features: ['panic-test'] });
  const short = await shrink(join(out, basename(wasmFile)), env, { isWhole });
  for (const entry of ENTRIES.filter(({ outfile }) => TESTED.includes(outfile))) await bundleOne(entry, short, out);
  await stamp.set(hash);
}
