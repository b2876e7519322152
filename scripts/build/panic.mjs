// The package with methods that panic, for the tests, in target/panic-test/. pkg/ does not have these methods.
import { basename, join } from 'node:path';
import { root, wasmFile } from '../lib/paths.mjs';
import { bundleOne } from './bundle.mjs';
import { compile } from './compile.mjs';
import { ENTRIES } from './entries.mjs';
import { packageHash } from './index.mjs';
import { inline } from './inline.mjs';
import { shrink } from './shrink.mjs';
import { stampOf } from './stamp.mjs';

const out = join(root, 'target', 'panic-test');

/** The entries that the tests run: ES modules for pages and for Node, because one process may load several of them. */
const TESTED = ['index.js', 'node.js'];

/** Brings it up to date. */
export async function buildPanicking(env) {
  const stamp = stampOf(out);
  const hash = await packageHash(env);
  if ((await stamp.read()) === hash) return;
  await stamp.clear();
  const isWhole = await compile(env, { out, features: ['panic-test'] });
  const wasm = join(out, basename(wasmFile));
  const short = await shrink(wasm, env);
  const bytes = await inline(wasm, env, { isWhole });
  for (const entry of ENTRIES.filter(({ outfile }) => TESTED.includes(outfile))) await bundleOne(entry, short, bytes, out);
  await stamp.set(hash);
}
