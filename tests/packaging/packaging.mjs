// npm run test:packaging: packs the package, installs it in a new folder for each environment, and runs the same small app there.
//   NAME …    only the checks whose names contain one of these
//   --quick   only those that need only the project's own packages: what `npm test` runs
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError, fail } from '../../scripts/lib/fail.mjs';
import { prepare } from '../../scripts/lib/prepare.mjs';
import { install } from '../../scripts/setup/npm-packages.mjs';
import { startBackend } from './backend.mjs';
import { lints } from './lints.mjs';
import { here, pack, placeIn } from './place.mjs';
import { bundlers } from './places/bundlers.mjs';
import { edge } from './places/edge.mjs';
import { frameworks } from './places/frameworks.mjs';
import { node } from './places/node.mjs';
import { pages } from './places/pages.mjs';

const EXPECTED = '1 of 1 jobs, not found: true, uploaded: true';
const PLACE_TIMEOUT_MS = 240_000;

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } });
  const checks = { ...lints, ...checksOf(values.quick ? node : { ...node, ...bundlers, ...pages, ...edge, ...frameworks }) };
  const chosen = Object.entries(checks).filter(([title]) => !positionals.length || positionals.some((word) => title.includes(word)));
  if (chosen.length === 0) throw new UserError(`there is no such check. There are:\n${Object.keys(checks).join('\n')}`);

  await prepare({ browser: !values.quick });
  if (!values.quick) await install(here);
  const backend = await startBackend();
  const base = await mkdtemp(join(tmpdir(), 'packaging-'));
  try {
    const context = { base, tarball: await pack(base), backend: backend.url };
    let failed = 0;
    for (const [title, check] of chosen) failed += (await outcome(title, check, context)) ? 0 : 1;
    console.log(`\n${chosen.length - failed} passed, ${failed} failed`);
    return failed ? 1 : 0;
  } finally {
    backend.stop();
    await rm(base, { recursive: true, force: true });
  }
}

/** Runs a check, prints its result, and returns whether it passed. */
async function outcome(title, check, context) {
  const start = performance.now();
  const problem = await check(context).then(() => undefined, (error) => error);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${problem ? 'FAILED' : 'passed'}  ${title} (${seconds} s)`);
  if (problem) console.log(describe(problem));
  return !problem;
}

/** Indents a text, and shortens lines that are whole bundles. */
function describe(problem) {
  const lines = String(problem.output || problem.message).trim().split('\n');
  return lines.map((line) => `        ${line.slice(0, 200)}`).join('\n');
}

function checksOf(places) {
  const check = (run, index) => async (context) => {
    const seen = await withLimit(run(await placeIn(join(context.base, String(index)), context)));
    if (seen.trim() !== EXPECTED) throw new Error(`saw: ${seen}`);
  };
  return Object.fromEntries(Object.entries(places).map(([title, run], index) => [title, check(run, index)]));
}

function withLimit(promise) {
  let clock;
  const limit = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error(`not done after ${PLACE_TIMEOUT_MS / 1000} s`)), PLACE_TIMEOUT_MS);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(clock));
}

process.exitCode = await main().catch(fail);
