import { language, t } from '../i18n';
import { count } from '../lib/format';
import { IconButton } from './basics';

interface PagerProps {
  page: number;
  size: number;
  shown: number;
  total: number;
  onPage: (page: number) => void;
}

export function Pager({ page, size, shown, total, onPage }: PagerProps) {
  const before = (page - 1) * size;
  const number = (value: number) => count(value, language.value);
  return (
    <div class="pager">
      <span class="muted">{t('pager.range', { from: number(before + 1), to: number(before + shown), total: number(total) })}</span>
      <IconButton icon="left" label={t('pager.previous')} disabled={page <= 1} onClick={() => onPage(page - 1)} />
      <IconButton icon="right" label={t('pager.next')} disabled={before + shown >= total} onClick={() => onPage(page + 1)} />
    </div>
  );
}
