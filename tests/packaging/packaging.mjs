// npm run test:packaging: packs the package, installs it in a new folder for each place, and runs the same small app there.
//   NAME …   only the places whose names contain one of these
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../../scripts/lib/fail.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { prepare } from '../../scripts/lib/prepare.mjs';
import { capture } from '../../scripts/lib/run.mjs';
import { startBackend } from './backend.mjs';
import { PLACES, toolsOf } from './places.mjs';

const EXPECTED = '1 of 1 jobs, not found: true, uploaded: true';
const PROGRAM_TIMEOUT_MS = 120_000;
const here = fileURLToPath(new URL('.', import.meta.url));

async function main() {
  await prepare({ browser: true });
  await capture('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here });
  const backend = await startBackend();
  const base = await mkdtemp(join(tmpdir(), 'packaging-'));
  try {
    const tarball = await pack(base);
    const wanted = process.argv.slice(2);
    const checks = [...lints(tarball), ...places(tarball, base, backend.url)];
    const failures = [];
    const chosen = checks.filter(([title]) => wanted.length === 0 || wanted.some((word) => title.includes(word)));
    for (const [title, check] of chosen) {
      const problem = await check().then(() => undefined, (error) => error);
      console.log(`${problem ? 'FAILED' : 'passed'}  ${title}`);
      if (problem) failures.push(problem);
      if (problem) console.log(String(problem.output || problem.message).trim().replaceAll(/^/gm, '        '));
    }
    console.log(`\n${chosen.length - failures.length} passed, ${failures.length} failed`);
    return failures.length ? 1 : 0;
  } finally {
    backend.stop();
    await rm(base, { recursive: true, force: true });
  }
}

async function pack(base) {
  const [{ filename }] = JSON.parse(await capture('npm', ['pack', '--json', '--pack-destination', base], { cwd: root }));
  return join(base, filename);
}

function lints(tarball) {
  const bin = (name) => join(here, 'node_modules', '.bin', name);
  return [
    ['publint', () => capture(bin('publint'), [tarball, '--strict'])],
    // Node 10's resolution knows no `exports`; a .wasm file is never required.
    ['@arethetypeswrong/cli', () => capture(bin('attw'), [tarball, '--profile', 'node16', '--exclude-entrypoints', 'client.wasm'])],
  ];
}

function places(tarball, base, url) {
  return Object.entries(PLACES).map(([title, place], index) => [title, async () => {
    const folder = join(base, String(index));
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await capture('npm', ['install', tarball, '--offline', '--no-audit', '--no-fund'], { cwd: folder });
    await copyFile(join(here, 'app.mjs'), join(folder, 'app.mjs'));
    const env = { ...process.env, BACKEND: url };
    const seen = await withLimit(place({ folder, env, ...toolsOf(here) }));
    if (seen.trim() !== EXPECTED) throw new Error(`saw: ${seen}`);
  }]);
}

function withLimit(promise) {
  let clock;
  const limit = new Promise((_, reject) => {
    clock = setTimeout(() => reject(new Error(`not done after ${PROGRAM_TIMEOUT_MS / 1000} s`)), PROGRAM_TIMEOUT_MS);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(clock));
}

process.exitCode = await main().catch(fail);
