import { useMemo } from 'preact/hooks';
import type { Job } from 'synapse-backend-client';
import { language, t } from '../i18n';
import { count } from '../lib/format';
import { errorLineOf, failureOf } from '../lib/job-failure';
import type { LogLine } from '../lib/log/lines';
import { Button } from '../ui/basics';
import { Icon } from '../ui/icon';

interface JobFailureProps {
  job: Job;
  /** The errors of its log; undefined until all are loaded. */
  lines: readonly LogLine[] | undefined;
  onLine: (number: number) => void;
}

/** Why a job failed, with a link to the place in its log. */
export function JobFailure({ job, lines, onLine }: JobFailureProps) {
  // A log may have a million lines, and the page is rendered often.
  const line = useMemo(() => lines && errorLineOf(lines), [lines]);
  const reason = failureOf(job) ?? line?.plain.trim();
  return (
    <section class="notice notice-failure job-failure" role="status" aria-label={t('failure.title')}>
      <Icon name="alert" />
      <div>
        <h2>{t('failure.title')}</h2>
        <p class="failure-reason">{reason ?? t(lines ? 'failure.unknown' : 'failure.reading')}</p>
      </div>
      {line && (
        <Button onClick={() => onLine(line.number)}>{t('failure.line', { number: count(line.number, language.value) })}</Button>
      )}
    </section>
  );
}
