// npm run audit: checks licences, sources and known vulnerabilities of all dependencies. It says which databases it could not reach.
//   --strict   fails if a database could not be reached
import { cargoDeny } from './audit/cargo-deny.mjs';
import { npmAudit } from './audit/npm.mjs';
import { fail } from './lib/fail.mjs';

async function main() {
  const strict = process.argv.includes('--strict');
  const checks = [
    ['Rust: bans, licences, sources', () => cargoDeny('bans', 'licenses', 'sources')],
    ['Rust: advisories', () => cargoDeny('advisories')],
    ['npm: advisories', npmAudit],
  ];
  let isGood = true;
  for (const [title, check] of checks) {
    const { outcome, details } = await check();
    console.log(`${title}: ${outcome}`);
    if (outcome !== 'nothing found') console.log(details.trim().replaceAll(/^/gm, '  '));
    isGood &&= outcome === 'nothing found' || (outcome === 'NOT REACHED' && !strict);
  }
  return isGood ? 0 : 1;
}

process.exitCode = await main().catch(fail);
