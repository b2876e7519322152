// What crosses the border of the module, and is made, per call: the same on every machine. `npm test` says how much it may be.
import { run } from '../lib/program.mjs';

export async function measure() {
  return [{ title: 'Counts of a call', numbers: await run('counts.mjs') }];
}
