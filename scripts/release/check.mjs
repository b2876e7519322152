// npm run release:check: checks whether the package can be published. It lists the files of the tarball, and says what is wrong.
//   --tag NAME   the git tag of the release, which must match the version
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail } from '../lib/fail.mjs';
import { wouldBePacked } from '../lib/npm.mjs';
import { root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { problems } from './checks.mjs';

async function main() {
  const { values } = parseArgs({ options: { tag: { type: 'string' } } });
  const manifest = JSON.parse(await read('package.json'));
  const tarball = await wouldBePacked();
  list(tarball);
  const found = problems({
    status: await capture('git', ['status', '--porcelain'], { cwd: root }),
    manifest,
    cargo: await read('Cargo.toml'),
    changelog: await read('CHANGELOG.md'),
    packed: tarball.files.map(({ path }) => path),
    tag: values.tag,
  });
  console.log(found.length ? `\nNot ready:\n${found.map((sentence) => `- ${sentence}`).join('\n')}` : `\nReady: version ${manifest.version}.`);
  return found.length ? 1 : 0;
}

function read(path) {
  return readFile(join(root, path), 'utf8');
}

function list({ filename, size, unpackedSize, files }) {
  const bytes = (number) => number.toLocaleString('en').padStart(11);
  console.log(filename);
  for (const file of files) console.log(`${bytes(file.size)}  ${file.path}`);
  console.log(`${bytes(unpackedSize)}  in ${files.length} files; ${size.toLocaleString('en')} bytes packed`);
}

process.exitCode = await main().catch(fail);
