// One plugin: its description, its releases, its configuration.
import type { Plugin } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { href } from '../state/router';
import { useResource } from '../state/use-resource';
import { Icon } from '../ui/icon';
import { JsonView, RawJson } from '../ui/json';
import { Loaded } from '../ui/loaded';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { ReleaseTable } from './release-table';

export function PluginPage({ id }: PageProps) {
  const plugin = useResource((client, signal) => client.getPlugin(id, { signal }), [id]);
  return (
    <>
      <PageHead title={plugin.data ? nameOf(plugin.data) : id} parent={{ title: t('plugins.title'), path: ['plugins'] }}>
        {plugin.data && <Actions id={id} />}
      </PageHead>
      <Loaded resource={plugin}>
        {(data) => (
          <div class="columns">
            <div>
              <ReleaseTable plugin={data.id} />
              <Configuration configuration={data.configuration} />
            </div>
            <aside class="stack" aria-label={t('job.details')}>
              <Facts plugin={data} />
              <RawJson value={data} />
            </aside>
          </div>
        )}
      </Loaded>
    </>
  );
}

function Actions({ id }: { id: string }) {
  return (
    <>
      <a class="button" href={href(['plugins', id, 'edit'])}>
        <Icon name="edit" />
        {t('plugin.edit')}
      </a>
      <a class="button" href={href(['plugins', id, 'release'])}>
        <Icon name="upload" />
        {t('plugin.release')}
      </a>
      <a class="button primary" href={href(['plugins', id, 'run'])}>
        <Icon name="play" />
        {t('plugin.run')}
      </a>
    </>
  );
}

function Facts({ plugin }: { plugin: Plugin }) {
  const facts = [
    [t('plugin.code'), plugin.code],
    [t('plugin.version'), plugin.version],
    [t('plugin.author'), plugin.author],
    [t('plugin.category'), plugin.category],
  ];
  return (
    <section class="panel card stack">
      {plugin.description && <p class="prose">{plugin.description}</p>}
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value || '–'}</dd>
          </>
        ))}
      </dl>
      <a class="more" href={href(['jobs'], new URLSearchParams({ plugin: String(plugin.id) }))}>{t('plugin.jobs')}</a>
    </section>
  );
}

function Configuration({ configuration }: { configuration: Plugin['configuration'] }) {
  const empty = !configuration || Object.keys(configuration).length === 0;
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t('plugin.configuration')}</h2>
      </div>
      {empty ? <p class="muted">{t('plugin.noConfiguration')}</p> : <JsonView value={configuration} label={t('plugin.configuration')} />}
    </section>
  );
}
