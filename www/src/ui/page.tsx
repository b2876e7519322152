// Which page an address shows. Each is loaded when it is first gone to; only the job list comes with the console.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { JobsPage } from '../pages/jobs';
import { HOME, href, route } from '../state/router';
import { PageHead } from './page-head';
import { Empty, Failure, Loading } from './states';

/** What a page is given: the variable part of its address. */
export interface PageProps {
  id: string;
}

type PageComponent = ComponentType<PageProps>;

const LOADERS: Record<string, () => Promise<PageComponent>> = {
  jobs: async () => JobsPage,
  'jobs/:id': async () => (await import('../pages/job')).JobPage,
  plugins: async () => (await import('../pages/plugins')).PluginsPage,
  'plugins/:id': async () => (await import('../pages/plugin')).PluginPage,
  'plugins/:id/edit': async () => (await import('../pages/plugin-edit')).PluginEditPage,
  'plugins/:id/run': async () => (await import('../pages/run')).RunPage,
  'plugins/:id/release': async () => (await import('../pages/release')).ReleasePage,
  'new-plugin': async () => (await import('../pages/plugin-edit')).PluginNewPage,
  'new-storage': async () => (await import('../pages/storage-new')).StorageNewPage,
  storages: async () => (await import('../pages/storages')).StoragesPage,
  'storages/:id': async () => (await import('../pages/storage')).StoragePage,
  agents: async () => (await import('../pages/agents')).AgentsPage,
};

export function Page() {
  const { path } = route.value;
  const [section, id = '', ...rest] = path;
  const pattern = [section, ...(id ? [':id'] : []), ...rest].join('/');
  const load = LOADERS[pattern];
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
  return <shown.Component key={path.join('/')} id={id} />;
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
