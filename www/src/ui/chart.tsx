import { useEffect, useReducer, useRef } from 'preact/hooks';
import { t } from '../i18n';
import type { Series } from '../lib/metrics';
import { theme } from '../state/preferences';

const COLORS = ['(prefers-color-scheme: dark)', '(forced-colors: active)'];

/** Lines over a common x axis. The chart library is loaded when there is something to draw. */
export function Chart({ series }: { series: Series[] }) {
  const box = useRef<HTMLDivElement>(null);
  const chosen = theme.value;
  const [scheme, redraw] = useReducer((count: number, _: unknown) => count + 1, 0);
  useEffect(() => {
    // The system's colours may change while the page is open.
    const queries = COLORS.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', redraw);
    return () => {
      for (const query of queries) query.removeEventListener('change', redraw);
    };
  }, []);
  useEffect(() => {
    let left = false;
    let remove: (() => void) | undefined;
    void import('./draw-chart').then(({ drawChart }) => {
      if (!left && box.current) remove = drawChart(box.current, series);
    });
    return () => {
      left = true;
      remove?.();
    };
  }, [series, chosen, scheme]);
  return <div ref={box} class="chart" role="img" aria-label={series.map(describe).join('; ')} />;
}

function describe({ name, y }: Series): string {
  return t('job.series', { name, count: y.length, last: y.at(-1) ?? '–' });
}
