import { join } from 'node:path';
import { root, toolCache } from '../lib/paths.mjs';
import { capture, tryCapture } from '../lib/run.mjs';
import { output } from './output.mjs';

const VERSION = '0.20.2';

/** The checks of cargo-deny with these names; deny.toml says what they check for. */
export async function cargoDeny(...checks) {
  const { stdout, stderr } = await output(await installed(), ['--format', 'json', 'check', ...checks], root);
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const errors = lines.map(({ fields }) => fields).filter(({ severity, level }) => /^error$/i.test(severity ?? level));
  const details = errors.map(describe).join('\n');
  // Without the database of advisories, cargo-deny ends before its summary.
  if (!lines.some(({ type }) => type === 'summary')) return { outcome: 'NOT REACHED', details: details || stderr };
  return { outcome: errors.length ? `${errors.length} found` : 'nothing found', details };
}

function describe({ message, graphs = [] }) {
  const crates = graphs.map(({ Krate: { name, version } }) => `${name} ${version}`);
  return [crates.join(', '), message].filter(Boolean).join(': ');
}

/** The path of cargo-deny in the right version: from the cache or PATH. Otherwise it is built once, into the cache. */
async function installed() {
  const folder = join(toolCache, `cargo-deny-${VERSION}`);
  const cached = join(folder, 'bin', 'cargo-deny');
  for (const program of [cached, 'cargo-deny']) {
    if ((await tryCapture(program, ['--version']))?.trim() === `cargo-deny ${VERSION}`) return program;
  }
  console.log(`building cargo-deny ${VERSION}, once …`);
  await capture('cargo', ['install', 'cargo-deny', '--version', VERSION, '--locked', '--root', folder]);
  return cached;
}
