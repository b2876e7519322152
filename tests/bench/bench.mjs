// npm run bench: what the client costs beside what one would use instead, on this machine.
//   --quick          less of everything, in under a minute
//   --only SECTION   one section, or several (the option may be repeated)
//   --json FILE      all samples, with the machine and the versions
import { writeFile } from 'node:fs/promises';
import { arch, cpus, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError, fail } from '../../scripts/lib/fail.mjs';
import { prepare } from '../../scripts/lib/prepare.mjs';
import { install } from './lib/install.mjs';
import { figures, print } from './lib/report.mjs';

const SECTIONS = ['size', 'call', 'loopback', 'page', 'faults', 'start', 'tail', 'upload'];

async function main() {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', multiple: true }, json: { type: 'string' } },
  });
  const { quick, only = SECTIONS, json } = values;
  const unknown = only.find((name) => !SECTIONS.includes(name));
  if (unknown !== undefined) throw new UserError(`--only ${unknown}: no such section; there are ${SECTIONS.join(', ')}`);
  await prepare({ browser: only.some((name) => ['call', 'start'].includes(name)) });
  const versions = { node: process.versions.node, ...(await install()) };
  const machine = { cpu: cpus()[0].model, cores: cpus().length, memory: totalmem(), platform: `${platform()} ${arch()}` };
  console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.platform}`);
  console.log(Object.entries(versions).map((entry) => entry.join(' ')).join(', '));
  const tables = [];
  for (const name of only) {
    // Not imported above: the sections use packages that were installed only now.
    const { measure } = await import(`./sections/${name}.mjs`);
    for (const table of await measure({ quick })) {
      print(table);
      tables.push(table);
    }
  }
  if (!json) return;
  const result = { date: new Date(), quick, machine, versions, tables: tables.map(computed) };
  await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
}

function computed({ title, unit, baseline, rows }) {
  const base = rows.find(({ name }) => name === baseline);
  return { title, unit, baseline, rows: rows.map((row) => figures(row, base)) };
}

await main().catch(fail);
