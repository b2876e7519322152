// The time from the import of one library to its first answer, in milliseconds.
//   start.mjs <module>
import { stubFetch } from '../lib/stub.mjs';

const start = performance.now();
const { create } = await import(process.argv[2]);
await create({ baseUrl: 'http://127.0.0.1', fetch: stubFetch }).getJob(1);
process.send(performance.now() - start, () => process.exit());
