// npm run build: makes pkg/, the files of the npm package.
//   --names   the module's functions keep their names, for profilers: not to be published, and gone with the next build
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';
import { prepare } from './lib/prepare.mjs';

const { values } = parseArgs({ options: { names: { type: 'boolean' } } });
await prepare({ names: values.names }).catch(fail);
