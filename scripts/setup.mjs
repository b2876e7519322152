// npm run setup: runs the set-up that `npm run build`, `npm start` and `npm test` begin with.
//   --browser   includes what the browser tests need
import { fail } from './lib/fail.mjs';
import { setUp } from './setup/steps.mjs';

await setUp({ browser: process.argv.includes('--browser') }).catch(fail);
