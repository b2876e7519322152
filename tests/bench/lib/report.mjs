// Tables of what was measured: the ratio to the baseline first, since all else depends on the machine.

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string} unit
 * @property {string} baseline the row that the others are compared with
 * @property {{ name: string, samples: number[] }[]} rows
 */

export const median = (samples) => {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** A row with its figures. Ratios are those of samples that were taken in the same round. */
export function figures({ name, samples }, baseline) {
  const ratios = samples.map((sample, round) => sample / baseline.samples[round]);
  return { name, ratio: spread(ratios), value: spread(samples), samples };
}

const spread = (samples) => ({ median: median(samples), min: Math.min(...samples), max: Math.max(...samples) });

/** @param {Table} table */
export function print({ title, unit, baseline, rows }) {
  const base = rows.find(({ name }) => name === baseline);
  const lines = rows.map((row) => {
    const { name, ratio, value } = figures(row, base);
    return [name, ...cells(ratio, (number) => number.toFixed(2)), ...cells(value, digits)];
  });
  const head = ['', `× ${baseline}`, 'min–max', unit, 'min–max'];
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column].length)));
  console.log(`\n${title} (${unit.endsWith('/s') ? 'more' : 'less'} is better)`);
  for (const line of [head, ...lines]) {
    console.log(line.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  '));
  }
}

const cells = ({ median, min, max }, format) => [format(median), min === max ? '' : `${format(min)}–${format(max)}`];

const digits = (number) => (number < 100 ? number.toFixed(1) : Math.round(number).toLocaleString('en'));
