import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { href, moved, topOfPage } from '../state/router';
import { CodeButton } from './code-button';

interface PageHeadProps {
  title: string;
  /** In the browser's tab, where that says more. */
  tab?: string | undefined;
  /** Where this page belongs. */
  parent?: { title: string; path: readonly string[] };
  /** Beside the title: a status, a count. */
  aside?: ComponentChildren;
  /** What can be done here. */
  children?: ComponentChildren;
}

/** A page's title and actions. Who comes from another page is brought here: focus and view begin at the title, the view of who comes back where it was. */
export function PageHead({ title, tab = title, parent, aside, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!moved()) return;
    window.scrollTo(0, topOfPage());
    heading.current?.focus({ preventScroll: true });
  }, []);
  const windowTitle = `${tab} · ${t('app.name')}`;
  useEffect(() => {
    document.title = windowTitle;
  }, [windowTitle]);
  return (
    <header class="page-head">
      <div class="page-title">
        {parent && (
          <a class="crumb" href={href(parent.path)}>
            {parent.title}
          </a>
        )}
        <div class="page-name">
          <h1 ref={heading} tabIndex={-1} title={title}>
            {title}
          </h1>
          {aside}
        </div>
      </div>
      <div class="page-actions">
        <CodeButton />
        {children}
      </div>
    </header>
  );
}
