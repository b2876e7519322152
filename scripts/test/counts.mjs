// The numbers of passed and failed tests, from the summaries of the runners.

/** cargo's test harness, and wasm-bindgen's, which has the same summary: one line per test binary. */
export function cargoTest(output) {
  return { passed: sum(output, /^test result: .*?(\d+) passed;/gm), failed: sum(output, /^test result: .*?(\d+) failed;/gm) };
}

/** node:test's spec reporter: one line per outcome at its end. */
export function nodeTest(output) {
  return { passed: sum(output, /^ℹ pass (\d+)$/gm), failed: sum(output, /^ℹ (?:fail|cancelled) (\d+)$/gm) };
}

/** The packaging tests: one line at their end. */
export function packaging(output) {
  return { passed: sum(output, /^(\d+) passed, \d+ failed$/gm), failed: sum(output, /^\d+ passed, (\d+) failed$/gm) };
}

function sum(output, pattern) {
  return [...output.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);
}
