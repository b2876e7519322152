// npm run build: makes pkg/, the files of the npm package.
import { fail } from './lib/fail.mjs';
import { prepare } from './lib/prepare.mjs';

await prepare().catch(fail);
