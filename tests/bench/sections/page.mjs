// One answer of 10,000 jobs, about 3.5 MB of JSON.
import { contestants } from '../contestants/index.mjs';
import { startServer } from '../lib/program.mjs';
import { inRounds, microsecondsPerCall } from '../lib/rounds.mjs';

export async function measure({ quick }) {
  const server = await startServer();
  const each = contestants.map(({ name, create }) => {
    const { listJobs } = create({ baseUrl: server.url });
    return { name, sample: async () => (await microsecondsPerCall(listJobs, 2)) / 1000 };
  });
  const rows = await inRounds(each, { rounds: quick ? 3 : 9 });
  server.stop();
  return [{ title: 'A page of 10,000 jobs', unit: 'ms', baseline: 'fetch', rows }];
}
