// npm run setup: what `npm run build`, `npm start` and `npm test` do first. With --browser, what the tests need as well.
import { fail } from './lib/fail.mjs';
import { setUp } from './setup/steps.mjs';

await setUp({ browser: process.argv.includes('--browser') }).catch(fail);
