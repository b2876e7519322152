// Reads one log to its end, and reports the time and the growth of the peak memory.
//   tail.mjs <reader> <url> <events>
import { readers } from '../contestants/tail.mjs';
import { watchGrowth } from '../lib/memory.mjs';

const [name, url, count] = process.argv.slice(2);
const read = readers[name];

await read(url, 1000);
const growth = watchGrowth();
const start = performance.now();
const seen = await read(url, Number(count));
const seconds = (performance.now() - start) / 1000;
if (seen !== Number(count) + 1) throw new Error(`${name} saw ${seen} events`);
process.send({ seconds, growth: growth() }, () => process.exit());
