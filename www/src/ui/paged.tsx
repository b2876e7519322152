import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { language, t } from '../i18n';
import { count } from '../lib/format';
import { PAGE_SIZE, type ListPage } from '../lib/paging';
import { Button, IconButton } from './basics';
import type { IconName } from './icon';
import { Empty } from './states';

interface PagedProps<T> {
  list: ListPage<T>;
  page: number;
  /** The page size. */
  size?: number;
  onPage: (page: number) => void;
  /** Shown for an empty list. */
  empty: ComponentChildren;
  children: (items: T[]) => ComponentChildren;
}

/** A page of a list, with links to the previous and the next one. */
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
  const last = Math.max(page, Math.ceil(total / size));
  const number = (value: number) => count(value, language.value);
  const go = (to: number) => {
    if (to === page || to < 1 || to > last) return;
    onPage(to);
    // The new page is read from its top.
    window.scrollTo(0, 0);
  };
  // A really disabled button at the end of the list would lose the focus.
  const step = (icon: IconName, label: string, to: number) => (
    <IconButton icon={icon} label={label} aria-disabled={to === page || to < 1 || to > last} onClick={() => go(to)} />
  );
  return (
    <nav class="pager" aria-label={t('pager.label')}>
      <span class="muted">{t('pager.range', { from: number(before + 1), to: number(before + shown), total: number(total) })}</span>
      {step('first', t('pager.first'), 1)}
      {step('left', t('pager.previous'), page - 1)}
      <PageNumber key={page} page={page} last={last} onPage={go} />
      {step('right', t('pager.next'), page + 1)}
      {step('last', t('pager.last'), last)}
    </nav>
  );
}

function PageNumber({ page, last, onPage }: { page: number; last: number; onPage: (page: number) => void }) {
  const [typed, setTyped] = useState(String(page));
  const go = () => {
    const wanted = Math.min(last, Math.max(1, Math.trunc(Number(typed)) || page));
    setTyped(String(wanted));
    onPage(wanted);
  };
  return (
    <form
      class="pager-page"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <input
        aria-label={t('pager.number')}
        inputMode="numeric"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={go}
      />
      <span class="muted">/ {count(last, language.value)}</span>
    </form>
  );
}
