// Tables of measurements. The ratio to the baseline comes first, because the other numbers depend on the machine.

/**
 * The result of a section: samples with those of a baseline, or plain numbers.
 *
 * @typedef {object} Table
 * @property {string} title
 * @property {string} [unit]
 * @property {string} [baseline] the row with which the others are compared
 * @property {{ name: string, samples: number[] }[]} [rows]
 * @property {Record<string, Record<string, number>>} [numbers] rows of columns, if there is no baseline
 */

/**
 * A table with its computed figures. Ratios compare samples of the same round.
 *
 * @param {Table} table
 */
export function computed({ title, unit, baseline, rows, numbers }) {
  if (numbers) return { title, numbers };
  const base = rows.find(({ name }) => name === baseline);
  const figures = ({ name, samples }) => {
    const ratios = samples.map((sample, round) => sample / base.samples[round]);
    return { name, ratio: spread(ratios), value: spread(samples), samples };
  };
  return { title, unit, baseline, rows: rows.map(figures) };
}

const spread = (samples) => ({ median: median(samples), min: Math.min(...samples), max: Math.max(...samples) });

function median(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A computed table as a title and rows of cells. The first row has the headings. */
export function cellsOf({ title, unit, baseline, rows, numbers }) {
  if (numbers) {
    const columns = Object.keys(Object.values(numbers)[0]);
    const lines = Object.entries(numbers).map(([name, row]) => [name, ...columns.map((column) => String(row[column]))]);
    return { title, lines: [['', ...columns], ...lines] };
  }
  const lines = rows.map(({ name, ratio, value }) => [name, ...span(ratio, (number) => number.toFixed(2)), ...span(value, digits)]);
  const head = ['', `× ${baseline}`, 'min–max', unit, 'min–max'];
  return { title: `${title} (${unit.endsWith('/s') ? 'more' : 'less'} is better)`, lines: [head, ...lines] };
}

const span = ({ median, min, max }, format) => [format(median), min === max ? '' : `${format(min)}–${format(max)}`];

const digits = (number) => {
  if (number >= 100) return Math.round(number).toLocaleString('en');
  return number.toFixed(number < 10 ? 2 : 1);
};

/** Prints a computed table. */
export function print(table) {
  const { title, lines } = cellsOf(table);
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  console.log(`\n${title}`);
  for (const line of lines) {
    console.log(line.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  '));
  }
}
