import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { href, moved, topOfPage } from '../state/router';
import { CodeButton } from './code-button';

interface PageHeadProps {
  title: string;
  /** The title of the browser's tab, if it is more specific. */
  tab?: string | undefined;
  /** The parent page. */
  parent?: { title: string; path: readonly string[] };
  /** Beside the title: a status, a count. */
  aside?: ComponentChildren;
  /** The actions of the page. */
  children?: ComponentChildren;
}

/** A page's title and actions. When the user opens the page, focus and view start at the title. When they go back to it, the view is where it was. */
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
