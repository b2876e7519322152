// npm run sizes: prints the sizes of the built files in bytes (raw, gzip, brotli), and the size of the tarball.
//   --write   writes the table into docs/where-it-runs.md, between its marks
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
  const { files, size, unpackedSize } = await wouldBePacked();
  // Without pages and examples: no page downloads them, and their sizes change with every edit.
  const paths = files.map(({ path }) => path).filter((path) => path.startsWith('pkg/'));
  const table = await sizeTable(paths.map((path) => join(root, path)));
  console.log(`${table}\nthe tarball: ${size.toLocaleString('en')} bytes, ${unpackedSize.toLocaleString('en')} unpacked`);
  if (values.write) await writePage(table);
}

async function writePage(table) {
  const text = await readFile(join(root, PAGE), 'utf8');
  if (!MARKED.test(text)) throw new UserError(`${PAGE} lacks the marks <!-- sizes --> and <!-- /sizes -->`);
  await writeFile(join(root, PAGE), text.replace(MARKED, () => `\`\`\`text\n${table}\n\`\`\`\n`));
}

await main().catch(fail);
