// The overhead of a call, measured where this module runs: in Node, and bundled, in a browser.
import { contestants } from '../contestants/index.mjs';
import { inRounds, microsecondsPerCall } from '../lib/rounds.mjs';
import { stubFetch } from '../lib/stub.mjs';

export function measureCalls({ count, rounds }) {
  const each = contestants.map(({ name, create }) => {
    const { getJob } = create({ baseUrl: 'http://127.0.0.1', fetch: stubFetch });
    return { name, sample: () => microsecondsPerCall(getJob, count) };
  });
  // So long do the compilers take, WebAssembly's among them.
  return inRounds(each, { rounds, warmUp: 4 });
}
