import { language, t } from '../../i18n';
import { count } from '../../lib/format';
import type { FeedState } from '../../lib/log/feed';

/** Tells a user who followed a link to a line that does not exist, as soon as this is known. */
export function NoLine({ line, total, state }: { line: number | undefined; total: number; state: FeedState }) {
  if (line === undefined || line <= total || state.name === 'loading' || state.name === 'failed') return null;
  const number = (value: number) => count(value, language.value);
  const lines = t('log.lines', { count: number(total) });
  return (
    <p class="notice log-notice" role="status">
      {t(state.name === 'ended' ? 'log.noLine' : 'log.noLine.yet', { line: number(line), count: lines })}
    </p>
  );
}
