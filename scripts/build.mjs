// npm run build: makes pkg/, the files of the npm package.
//   --names   keeps the names of the module's functions, for profilers. Do not publish this package. The next build removes the names.
import { parseArgs } from 'node:util';
import { fail } from './lib/fail.mjs';
import { prepare } from './lib/prepare.mjs';

const { values } = parseArgs({ options: { names: { type: 'boolean' } } });
await prepare({ names: values.names }).catch(fail);
