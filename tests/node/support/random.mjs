// Random inputs that are the same in every run, so that a failure can be repeated.

/** Returns functions that draw from a stream of numbers with this seed. */
export function random(seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = (choices) => choices[below(choices.length)];
  const list = (longest, make) => Array.from({ length: below(longest + 1) }, make);
  const text = (alphabet, longest = 24) => list(longest, () => pick([...alphabet])).join('');
  return { below, pick, list, text };
}
