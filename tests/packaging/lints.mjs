// Checks the tarball with publint and @arethetypeswrong/cli: its entries and declarations must be as Node, bundlers and TypeScript expect
// them.
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { capture } from '../../scripts/lib/run.mjs';

export const lints = {
  publint: ({ tarball }) => inNode('publint/src/cli.js', tarball, '--strict'),
  // The resolution of Node 10 does not support `exports`, and nothing requires a .wasm file.
  '@arethetypeswrong/cli': ({ tarball }) =>
    inNode('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'node16', '--exclude-entrypoints', 'client.wasm'),
};

function inNode(program, ...args) {
  return capture(process.execPath, [join(root, 'node_modules', program), ...args]);
}
