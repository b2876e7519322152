import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import type { Series } from '../lib/metrics';
import { theme } from '../state/preferences';

/** Lines over a common x axis. What draws them is loaded when there is something to draw. */
export function Chart({ series }: { series: Series[] }) {
  const box = useRef<HTMLDivElement>(null);
  const chosen = theme.value;
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
  }, [series, chosen]);
  return <div ref={box} class="chart" role="img" aria-label={series.map(describe).join('; ')} />;
}

function describe({ name, y }: Series): string {
  return t('job.series', { name, count: y.length, last: y.at(-1) ?? '–' });
}
