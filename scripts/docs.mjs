// npm run docs: makes the site in docs/api/: the README, the other pages, and the published types, with search. A warning is an error, and
// so is a dead link.
import { join } from 'node:path';
import { UserError, fail } from './lib/fail.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { watch } from './lib/run.mjs';
import { deadLinks } from './docs/links.mjs';
import { install } from './setup/npm-packages.mjs';

// A folder of its own: typedoc needs an older TypeScript, whose compiler can be imported.
const folder = join(root, 'scripts', 'docs');
const site = join(root, 'docs', 'api');

async function main() {
  await prepare();
  await install(folder);
  const { code } = await watch(process.execPath, ['node_modules/typedoc/bin/typedoc'], { cwd: folder });
  if (code !== 0) return code;
  const dead = await deadLinks(site);
  if (dead.length > 0) throw new UserError(`dead links:\n${dead.join('\n')}`);
  console.log(`wrote the site: ${join(site, 'index.html')}`);
  return 0;
}

process.exitCode = await main().catch(fail);
