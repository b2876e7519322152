// The calls into and out of the module, and the objects that are made, for each call: the same on every machine. `npm test` has the limits.
import { run } from '../lib/program.mjs';

export async function measure() {
  return [{ title: 'Counts of a call', numbers: await run('counts.mjs') }];
}
