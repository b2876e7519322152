import { useMemo } from 'preact/hooks';
import { language, t } from '../i18n';
import { isObject } from '../lib/is-object';
import { jsonText } from '../lib/json-text';
import { measure } from '../lib/measure';
import { sortMetrics } from '../lib/metrics';
import { Chart } from '../ui/chart';
import { JsonView } from '../ui/json';

/** Numbers as figures, series as a chart, and everything else as JSON. */
export function JobMetrics({ metrics }: { metrics: unknown }) {
  // A refresh returns a new object with equal metrics. The chart is drawn again only if they differ.
  const text = jsonText(metrics);
  const { numbers, series, rest } = useMemo(() => sortMetrics(JSON.parse(text)), [text]);
  const more = !isObject(rest) || Object.keys(rest).length > 0;
  const empty = numbers.length === 0 && series.length === 0 && !more;
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t('job.metrics')}</h2>
      </div>
      {empty ? (
        <p class="muted">{t('job.noMetrics')}</p>
      ) : (
        <div class="panel card stack">
          {numbers.length > 0 && (
            <dl class="figures">
              {numbers.map(([name, value]) => (
                <div key={name}>
                  <dt class="muted">{name}</dt>
                  <dd class="figure-value">{measure(value, language.value)}</dd>
                </div>
              ))}
            </dl>
          )}
          {series.length > 0 && <Chart series={series} />}
          {more && <JsonView value={rest} label={t('job.metrics')} />}
        </div>
      )}
    </section>
  );
}
