// npm run bench: compares the cost of the client with that of its alternatives, on this machine.
//   --quick            fewer samples, in under a minute
//   --section NAME     one section, or several (the option may be repeated)
//   --json FILE        all samples, with the machine and the versions
//   --markdown FILE    writes the tables between the marks of a Markdown file
import { writeFile } from 'node:fs/promises';
import { arch, cpus, platform, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { chromiumPath } from '../../scripts/lib/chromium.mjs';
import { UserError, fail } from '../../scripts/lib/fail.mjs';
import { prepare } from '../../scripts/lib/prepare.mjs';
import { capture } from '../../scripts/lib/run.mjs';
import { install } from './lib/install.mjs';
import { writeMarkdown } from './lib/markdown.mjs';
import { computed, print } from './lib/report.mjs';

const SECTIONS = ['size', 'counts', 'call', 'loopback', 'page', 'faults', 'start', 'memory', 'tail', 'upload'];
/** Only on request, because Criterion must be compiled first. */
const FURTHER = ['pure'];
const IN_BROWSER = ['call', 'start'];

async function main() {
  const { quick, section: sections = SECTIONS, json, markdown } = readOptions();
  const browser = sections.some((name) => IN_BROWSER.includes(name));
  const env = await prepare({ browser });
  const start = performance.now();
  const versions = { node: process.versions.node, ...(browser && { chromium: await chromiumVersion() }), ...(await install()) };
  const machine = { cpu: cpus()[0].model, cores: cpus().length, memory: totalmem(), platform: `${platform()} ${arch()}` };
  console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.platform}`);
  console.log(Object.entries(versions).map((entry) => entry.join(' ')).join(', '));
  const tables = [];
  for (const name of sections) {
    // Not imported above, because the sections use packages that have only now been installed.
    const { measure } = await import(`./sections/${name}.mjs`);
    for (const table of (await measure({ quick, env })).map(computed)) {
      print(table);
      tables.push(table);
    }
  }
  console.log(`\n${Math.round((performance.now() - start) / 1000)} s`);
  const result = { date: new Date().toISOString(), quick, machine, versions, tables };
  if (json) await writeFile(json, `${JSON.stringify(result, null, 2)}\n`);
  if (markdown) await writeMarkdown(markdown, result);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      section: { type: 'string', multiple: true },
      json: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  const known = [...SECTIONS, ...FURTHER];
  const unknown = values.section?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UserError(`--section ${unknown}: no such section; there are ${known.join(', ')}`);
  return values;
}

async function chromiumVersion() {
  const words = await capture(chromiumPath(), ['--version']);
  return words.match(/[\d.]+/)?.[0];
}

await main().catch(fail);
