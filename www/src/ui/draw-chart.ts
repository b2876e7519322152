// Draws charts with uPlot, in the console's colours.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { language, t } from '../i18n';
import { brief, measure } from '../lib/measure';
import type { Series } from '../lib/metrics';

const HEIGHT = 240;
const CHARACTER = 7.5;
const DASHES = [[], [10, 5], [2, 4], [10, 4, 2, 4], [18, 6]];
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7, 1e8];
const LINES = ['--accent', '--green', '--amber', '--red', '--blue'];

/** Draws the chart, adapts it to the width of the box, and returns a function that removes it. */
export function drawChart(box: HTMLElement, series: Series[]): () => void {
  const color = colorsOf(box);
  // If all lines have the same colour, they have different dashes.
  const forced = matchMedia('(forced-colors: active)').matches;
  const dash = (index: number) => (forced ? DASHES[index % DASHES.length]! : []);
  const axis = {
    stroke: color('--text-soft'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${getComputedStyle(box).fontFamily}`,
  };
  const data = align(series);
  // Steps are whole numbers.
  const steps = data[0].every(Number.isInteger) ? { incrs: WHOLE } : {};
  // Usually no point is selected.
  const value = (_: uPlot, pointed: number | null) => (pointed === null ? '–' : measure(pointed, language.value));
  const chart = new uPlot(
    {
      width: box.clientWidth,
      height: HEIGHT,
      scales: { x: { time: false } },
      axes: [{ ...axis, ...steps, size: 32 }, { ...axis, values: (_, splits) => splits.map((at) => brief(at, language.value)), size: roomFor }],
      series: [
        { label: t('job.step'), value },
        ...series.map(({ name }, index) => ({
          label: name,
          value,
          stroke: color(LINES[index % LINES.length]!),
          dash: dash(index),
          width: 2,
          points: { fill: color('--panel') },
          spanGaps: true,
        })),
      ],
      legend: {
        markers: {
          dash: (_, index) => (forced && index > 1 ? 'dashed' : 'solid'),
          ...(!forced && { fill: (_, index) => color(LINES[(index - 1) % LINES.length]!) }),
        },
      },
      cursor: { drag: { x: true, y: false } },
    },
    data,
    box,
  );
  const observer = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
  observer.observe(box);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}

/** As wide as the longest number. uPlot first calls it without numbers. */
function roomFor(_: uPlot, values: string[] | null): number {
  return 20 + CHARACTER * Math.max(3, ...(values ?? []).map(({ length }) => length));
}

/** uPlot needs the same x values for all series. A missing value is a gap. */
function align(series: Series[]): uPlot.AlignedData {
  const xs = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const columns = series.map(({ x, y }) => {
    const values = new Map(x.map((at, index) => [at, y[index]!]));
    return xs.map((at) => values.get(at) ?? null);
  });
  return [xs, ...columns];
}

/** A canvas does not support custom properties, so their values are read from an element. */
function colorsOf(box: HTMLElement): (name: string) => string {
  return (name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    box.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}
