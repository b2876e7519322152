// npm run sizes: the files of the package as it would be published, with their sizes in bytes: raw, with gzip, with brotli.
//   --write   puts them into README.md, between its marks
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sizeTable } from './build/sizes.mjs';
import { UserError, fail } from './lib/fail.mjs';
import { wouldBePacked } from './lib/npm.mjs';
import { root } from './lib/paths.mjs';

const README = 'README.md';
const MARKED = /(?<=<!-- sizes -->\n).*?(?=<!-- \/sizes -->)/s;

async function main() {
  const { values } = parseArgs({ options: { write: { type: 'boolean' } } });
  const { files } = await wouldBePacked();
  // Without README.md, whose size would change with what is written there.
  const paths = files.map(({ path }) => path).filter((path) => path !== README);
  const table = await sizeTable(paths.map((path) => join(root, path)));
  console.log(table);
  if (values.write) await writeReadme(table);
}

async function writeReadme(table) {
  const text = await readFile(join(root, README), 'utf8');
  if (!MARKED.test(text)) throw new UserError(`${README} lacks the marks <!-- sizes --> and <!-- /sizes -->`);
  await writeFile(join(root, README), text.replace(MARKED, () => `\`\`\`text\n${table}\n\`\`\`\n`));
}

await main().catch(fail);
