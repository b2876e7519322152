// The attempt loop: one request in five fails and is retried, with 64 concurrent calls, because a loop mostly waits.
import { contestants } from '../contestants/index.mjs';
import { inRounds, microsecondsPerCall } from '../lib/rounds.mjs';
import { faultyFetch } from '../lib/stub.mjs';

const LANES = 64;

export async function measure({ quick }) {
  const each = contestants
    .filter(({ createRetrying }) => createRetrying)
    .map(({ name, createRetrying }) => {
      const { getJob } = createRetrying({ baseUrl: 'http://127.0.0.1', fetch: faultyFetch() });
      const lanes = () => Promise.all(Array.from({ length: LANES }, () => getJob(1)));
      return { name, sample: async () => (await microsecondsPerCall(lanes, 20)) / LANES };
    });
  const rows = await inRounds(each, { rounds: quick ? 5 : 11 });
  return [{ title: 'The attempt loop, 1 request in 5 fails', unit: 'µs a call', baseline: 'fetch', rows }];
}
