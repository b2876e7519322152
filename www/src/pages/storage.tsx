import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { providerTitle } from '../lib/providers';
import { masked } from '../lib/secrets';
import { useResource } from '../state/use-resource';
import { Time } from '../ui/basics';
import { JsonView } from '../ui/json';
import { Loaded } from '../ui/loaded';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { categoryTitle } from './storages';

export function StoragePage({ id }: PageProps) {
  const storage = useResource((client, signal) => client.getStorage(id, { signal }), [id]);
  return (
    <>
      <PageHead title={storage.data ? nameOf(storage.data) : id} parent={{ title: t('storages.title'), path: ['storages'] }} />
      <Loaded resource={storage}>
        {(data) => (
          <div class="narrow">
            <section class="panel card">
              <dl class="facts">
                <dt>{t('storage.provider')}</dt>
                <dd>{providerTitle(data.provider)}</dd>
                <dt>{t('storage.category')}</dt>
                <dd>{categoryTitle(data.category)}</dd>
                <dt>{t('storage.default')}</dt>
                <dd>{t(data.is_default ? 'common.yes' : 'common.no')}</dd>
                <dt>{t('common.created')}</dt>
                <dd>
                  <Time value={data['created']} />
                </dd>
              </dl>
            </section>
            <section class="section">
              <div class="section-head">
                <h2>{t('storage.configuration')}</h2>
              </div>
              <JsonView value={masked(data.configuration ?? {})} label={t('storage.configuration')} />
              <p class="muted">{t('storage.masked')}</p>
            </section>
          </div>
        )}
      </Loaded>
    </>
  );
}
