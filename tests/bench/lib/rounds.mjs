// Takes measurements in rounds. Each library is measured once in a round, so that other load of the machine affects all of them.

/**
 * Takes one sample of each library per round, in a random order, so that none always follows the one with the largest heap. The first
 * rounds warm up, and do not count.
 *
 * @param {{ name: string, sample: () => Promise<number | object> }[]} contestants
 * @returns {Promise<{ name: string, samples: (number | object)[] }[]>}
 */
export async function inRounds(contestants, { rounds, warmUp = 1 }) {
  const rows = contestants.map(({ name }) => ({ name, samples: [] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const index of shuffled(contestants.keys())) {
      const sample = await contestants[index].sample();
      if (round >= 0) rows[index].samples.push(sample);
    }
  }
  return rows;
}

function shuffled(items) {
  const places = Array.from(items, (item) => ({ item, place: Math.random() }));
  return places.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

/** Microseconds per call of `count` calls, one after the other. */
export async function microsecondsPerCall(call, count) {
  const start = performance.now();
  for (let i = 1; i <= count; i++) await call(i);
  return ((performance.now() - start) * 1000) / count;
}
