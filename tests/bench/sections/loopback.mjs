// Requests per second to a server on this machine, one at a time and 64 at a time.
import { contestants } from '../contestants/index.mjs';
import { startServer } from '../lib/program.mjs';
import { inRounds } from '../lib/rounds.mjs';

export async function measure({ quick }) {
  const server = await startServer();
  const tables = [];
  for (const [concurrency, count] of [[1, 240], [64, 600]]) {
    const each = contestants.map(({ name, create }) => {
      const { getJob } = create({ baseUrl: server.url });
      return { name, sample: () => requestsPerSecond(getJob, quick ? count / 3 : count, concurrency) };
    });
    const rows = await inRounds(each, { rounds: quick ? 3 : 9 });
    tables.push({ title: `Loopback, ${concurrency} at once`, unit: 'requests/s', baseline: 'fetch', rows });
  }
  server.stop();
  return tables;
}

async function requestsPerSecond(call, count, concurrency) {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await call(1);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  return (count * 1000) / (performance.now() - start);
}
