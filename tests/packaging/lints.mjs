// What others say of the tarball: that its entries and declarations are as Node, bundlers and TypeScript expect them.
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { capture } from '../../scripts/lib/run.mjs';

export const lints = {
  publint: ({ tarball }) => inNode('publint/src/cli.js', tarball, '--strict'),
  // Node 10's resolution knows no `exports`; a .wasm file is never required.
  '@arethetypeswrong/cli': ({ tarball }) =>
    inNode('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'node16', '--exclude-entrypoints', 'client.wasm'),
};

function inNode(program, ...args) {
  return capture(process.execPath, [join(root, 'node_modules', program), ...args]);
}
