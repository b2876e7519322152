// Reads one log to its end: how long it took, and by how much the peak of the memory grew.
//   tail.mjs <reader> <url> <events>
import { readers } from '../contestants/tail.mjs';

const [name, url, count] = process.argv.slice(2);
const read = readers[name];
const peak = () => process.resourceUsage().maxRSS * 1024;

await read(url, 1000);
const before = peak();
const start = performance.now();
const seen = await read(url, Number(count));
const seconds = (performance.now() - start) / 1000;
if (seen !== Number(count) + 1) throw new Error(`${name} saw ${seen} events`);
process.send({ seconds, growth: peak() - before }, () => process.exit());
