// The page of the current address, or a placeholder while it is loaded, if it does not exist, and if it fails.
import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { HOME, href, route } from '../state/router';
import { PageHead } from './page-head';
import { Empty, Failure, Loading } from './states';

/** The properties of a page: the variable part of its address. */
export interface PageProps {
  id: string;
}

type PageComponent = ComponentType<PageProps>;

/** `plugins/:id/run` → the function that loads it. */
export type PageMap = Readonly<Record<string, () => Promise<PageComponent>>>;

export function Page({ pages }: { pages: PageMap }) {
  const { path } = route.value;
  const [section, id = '', ...rest] = path;
  const pattern = [section, ...(id ? [':id'] : []), ...rest].join('/');
  const load = Object.hasOwn(pages, pattern) ? pages[pattern] : undefined;
  const [shown, setShown] = useState<{ pattern: string; Component?: PageComponent }>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    let left = false;
    const show = (Component?: PageComponent) => left || setShown({ pattern, ...(Component && { Component }) });
    load?.().then(show, () => show());
    return () => (left = true);
  }, [pattern, round]);

  if (!load) return <NotFound />;
  if (shown?.pattern !== pattern) return <Loading />;
  if (!shown.Component) return <Failure error={new Error(t('error.page'))} onRetry={() => setRound(round + 1)} />;
  const address = path.join('/');
  return (
    <Boundary key={address}>
      <shown.Component key={address} id={id} />
    </Boundary>
  );
}

/** The failure of a page does not affect other pages. */
class Boundary extends Component<{ children: ComponentChildren }, { error?: unknown }> {
  static getDerivedStateFromError = (error: unknown) => ({ error });

  override render() {
    if (!('error' in this.state)) return this.props.children;
    return (
      <>
        <PageHead title={t('error.shown')} />
        <Failure error={this.state.error} onRetry={() => location.reload()} />
      </>
    );
  }
}

function NotFound() {
  return (
    <>
      <PageHead title={t('common.notFound')} />
      <Empty icon="search" title={t('common.notFound.hint')}>
        <a class="button" href={href([HOME])}>
          {t('nav.jobs')}
        </a>
      </Empty>
    </>
  );
}
