import type { ComponentChildren } from 'preact';
import { language, t } from '../i18n';
import { count } from '../lib/format';
import { PAGE_SIZE, type ListPage } from '../lib/paging';
import { Button, IconButton } from './basics';
import { Empty } from './states';

interface PagedProps<T> {
  list: ListPage<T>;
  page: number;
  /** How many a full page has. */
  size?: number;
  onPage: (page: number) => void;
  /** Shown where there is nothing at all. */
  empty: ComponentChildren;
  children: (items: T[]) => ComponentChildren;
}

/** A page of a list, and the way to its neighbours. */
export function Paged<T>({ list, page, size = PAGE_SIZE, onPage, empty, children }: PagedProps<T>) {
  if (list.items.length > 0) {
    return (
      <>
        {children(list.items)}
        <Pager page={page} size={size} shown={list.items.length} total={list.total} onPage={onPage} />
      </>
    );
  }
  if (page === 1) return <>{empty}</>;
  return (
    <Empty icon="search" title={t('pager.past')}>
      <Button onClick={() => onPage(1)}>{t('pager.first')}</Button>
    </Empty>
  );
}

interface PagerProps {
  page: number;
  size: number;
  shown: number;
  total: number;
  onPage: (page: number) => void;
}

function Pager({ page, size, shown, total, onPage }: PagerProps) {
  const before = (page - 1) * size;
  if (page === 1 && shown >= total) return null;
  const number = (value: number) => count(value, language.value);
  const turn = (step: 1 | -1) => {
    onPage(page + step);
    // What is read next begins at the top.
    window.scrollTo(0, 0);
  };
  return (
    <nav class="pager" aria-label={t('pager.label')}>
      <span class="muted">{t('pager.range', { from: number(before + 1), to: number(before + shown), total: number(total) })}</span>
      <IconButton icon="left" label={t('pager.previous')} disabled={page <= 1} onClick={() => turn(-1)} />
      <IconButton icon="right" label={t('pager.next')} disabled={before + shown >= total} onClick={() => turn(1)} />
    </nav>
  );
}
