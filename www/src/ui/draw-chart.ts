// uPlot, in the console's colours.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Series } from '../lib/metrics';

const HEIGHT = 240;
const DASHES = [[], [10, 5], [2, 4], [10, 4, 2, 4], [18, 6]];
const LINES = ['--accent', '--green', '--amber', '--red', '--blue'];

/** Draws, follows the box's width, and answers what takes it all away. */
export function drawChart(box: HTMLElement, series: Series[]): () => void {
  const color = colorsOf(box);
  // Where all lines have one colour, they differ by their dashes.
  const forced = matchMedia('(forced-colors: active)').matches;
  const dash = (index: number) => (forced ? DASHES[index % DASHES.length]! : []);
  const axis = {
    stroke: color('--text-soft'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { stroke: color('--line') },
    font: `12px ${getComputedStyle(box).fontFamily}`,
  };
  const chart = new uPlot(
    {
      width: box.clientWidth,
      height: HEIGHT,
      scales: { x: { time: false } },
      axes: [axis, axis],
      series: [
        { label: 'x' },
        ...series.map(({ name }, index) => ({
          label: name,
          stroke: color(LINES[index % LINES.length]!),
          dash: dash(index),
          width: 2,
          spanGaps: true,
        })),
      ],
      legend: { markers: { dash: (_, index) => (forced && index > 1 ? 'dashed' : 'solid') } },
      cursor: { drag: { x: true, y: false } },
    },
    align(series),
    box,
  );
  const observer = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
  observer.observe(box);
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}

/** uPlot wants one x for all series: where one has no value there, a gap. */
function align(series: Series[]): uPlot.AlignedData {
  const xs = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  const columns = series.map(({ x, y }) => {
    const values = new Map(x.map((at, index) => [at, y[index]!]));
    return xs.map((at) => values.get(at) ?? null);
  });
  return [xs, ...columns];
}

/** A canvas knows no custom properties: what they come to is read from an element that has them as its colour. */
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
