// How everything is measured: in rounds in which each contestant has its turn, so that what else the machine does falls on all.

/**
 * Takes one sample of each contestant per round; who begins changes. The first round warms up, and does not count.
 *
 * @param {{ name: string, sample: () => Promise<number | object> }[]} contestants
 * @returns {Promise<{ name: string, samples: (number | object)[] }[]>}
 */
export async function inRounds(contestants, { rounds, warmUp = 1 }) {
  const rows = contestants.map(({ name }) => ({ name, samples: [] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (turn + Math.max(round, 0)) % contestants.length;
      const sample = await contestants[index].sample();
      if (round >= 0) rows[index].samples.push(sample);
    }
  }
  return rows;
}

/** Microseconds per call of `count` calls, one after the other. */
export async function microsecondsPerCall(call, count) {
  const start = performance.now();
  for (let i = 1; i <= count; i++) await call(i);
  return ((performance.now() - start) * 1000) / count;
}
