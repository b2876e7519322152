// The overhead of a call in the runtime of this module: Node, or a browser (bundled).
import { contestants } from '../contestants/index.mjs';
import { inRounds, microsecondsPerCall } from '../lib/rounds.mjs';
import { stubFetch } from '../lib/stub.mjs';

export function measureCalls({ count, rounds }) {
  const each = contestants.map(({ name, create }) => {
    const { getJob } = create({ baseUrl: 'http://127.0.0.1', fetch: stubFetch });
    return { name, sample: () => microsecondsPerCall(getJob, count) };
  });
  // The time that the compilers need, including WebAssembly's.
  return inRounds(each, { rounds, warmUp: 4 });
}
