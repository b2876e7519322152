// Writes the tables into a Markdown file, between its marks.
import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from '../../../scripts/lib/fail.mjs';
import { cellsOf } from './report.mjs';

const MARKS = /(<!-- npm run bench -->\n)[^]*(<!-- until here -->)/;

export async function writeMarkdown(file, result) {
  const text = await readFile(file, 'utf8');
  if (!MARKS.test(text)) throw new UserError(`${file} lacks the marks <!-- npm run bench --> and <!-- until here -->`);
  await writeFile(file, text.replace(MARKS, (_, begin, end) => `${begin}\n${document(result)}\n${end}`));
}

function document({ date, machine, versions, tables }) {
  const names = Object.entries(versions).map((entry) => entry.join(' '));
  const memory = `${Math.round(machine.memory / 2 ** 30)} GiB`;
  const place = `${machine.cpu}, ${machine.cores} cores, ${memory}, ${machine.platform}, on ${date.slice(0, 10)}: ${names.join(', ')}.`;
  return [wrapped(place), ...tables.map(tableOf)].join('\n');
}

function tableOf(table) {
  const { title, lines: [head, ...rows] } = cellsOf(table);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = line(head.map((_, column) => (column ? '--:' : '---')));
  return `**${title}**\n\n${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

const wrapped = (text) => `${text.replace(/(.{1,119})(?: |$)/g, '$1\n')}`;
