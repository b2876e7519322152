// npm run sizes: the files of the package as it would be published, with their sizes in bytes: raw, with gzip, with brotli.
//   --write   puts them into docs/where-it-runs.md, between its marks
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sizeTable } from './build/sizes.mjs';
import { UserError, fail } from './lib/fail.mjs';
import { wouldBePacked } from './lib/npm.mjs';
import { root } from './lib/paths.mjs';

const PAGE = 'docs/where-it-runs.md';
const MARKED = /(?<=<!-- sizes -->\n).*?(?=<!-- \/sizes -->)/s;

async function main() {
  const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
  const { files } = await wouldBePacked();
  // Without the pages: their sizes are nobody's download, and would change with what is written there.
  const paths = files.map(({ path }) => path).filter((path) => !path.endsWith('.md'));
  const table = await sizeTable(paths.map((path) => join(root, path)));
  console.log(table);
  if (values.write) await writePage(table);
}

async function writePage(table) {
  const text = await readFile(join(root, PAGE), 'utf8');
  if (!MARKED.test(text)) throw new UserError(`${PAGE} lacks the marks <!-- sizes --> and <!-- /sizes -->`);
  await writeFile(join(root, PAGE), text.replace(MARKED, () => `\`\`\`text\n${table}\n\`\`\`\n`));
}

await main().catch(fail);
