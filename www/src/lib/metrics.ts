// Sorts a job's metrics by how they are shown: numbers as figures, series as lines of a chart, the rest as JSON.
import { isObject } from './is-object';

export interface Series {
  name: string;
  x: number[];
  y: number[];
}

export interface Metrics {
  numbers: [string, number][];
  series: Series[];
  rest: unknown;
}

const X_NAMES = ['step', 'epoch', 'iteration', 'x'];
const Y_NAMES = ['value', 'y'];

export function sortMetrics(metrics: unknown): Metrics {
  if (!isObject(metrics)) return { numbers: [], series: [], rest: metrics };
  const numbers: Metrics['numbers'] = [];
  const series: Series[] = [];
  const rest: [string, unknown][] = [];
  for (const [name, value] of Object.entries(metrics)) {
    const line = seriesOf(name, value);
    if (typeof value === 'number') numbers.push([name, value]);
    // A single point is not a line yet.
    else if (line?.y.length === 1) numbers.push([name, line.y[0]!]);
    else if (line) series.push(line);
    // A series without points is not shown.
    else if (!Array.isArray(value) || value.length > 0) rest.push([name, value]);
  }
  return { numbers, series, rest: Object.fromEntries(rest) };
}

/** `[0.1, 0.4]`, or `[{ step: 1, value: 0.1 }, …]`. */
function seriesOf(name: string, value: unknown): Series | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (value.every((item) => typeof item === 'number')) return { name, x: value.map((_, index) => index + 1), y: value };
  const x = value.map((item, index) => pick(item, X_NAMES) ?? index + 1);
  const y = value.map((item) => pick(item, Y_NAMES));
  return y.every((item) => item !== undefined) ? { name, x, y } : undefined;
}

function pick(item: unknown, names: string[]): number | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const values = names.map((name) => (item as Record<string, unknown>)[name]);
  return values.find((value) => typeof value === 'number');
}
