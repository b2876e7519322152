// npm run docs: the site in docs/api/: the README, the guides of docs/, and the published types, with search. A warning is an error,
// a dead link among them.
import { join } from 'node:path';
import { fail } from './lib/fail.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { watch } from './lib/run.mjs';
import { install } from './setup/npm-packages.mjs';

// A folder of its own: typedoc needs a TypeScript whose compiler is a library.
const folder = join(root, 'scripts', 'docs');

async function main() {
  await prepare();
  await install(folder);
  const { code } = await watch(process.execPath, ['node_modules/typedoc/bin/typedoc'], { cwd: folder });
  return code;
}

process.exitCode = await main().catch(fail);
