import type { Storage } from 'synapse-backend-client';
import { t } from '../i18n';
import { providerTitle } from '../lib/providers';
import { href } from '../state/router';
import { useResource } from '../state/use-resource';
import { Time } from '../ui/basics';
import { Icon } from '../ui/icon';
import { PageHead } from '../ui/page-head';
import { Empty, Loaded } from '../ui/states';

export function StoragesPage() {
  const storages = useResource((client, signal) => client.listStorages(null, { signal }), []);
  return (
    <>
      <PageHead title={t('storages.title')}>
        <a class="button primary" href={href(['new-storage'])}>
          <Icon name="plus" />
          {t('storages.new')}
        </a>
      </PageHead>
      <Loaded resource={storages}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="storages" title={t('storages.empty')} hint={t('storages.empty.hint')} />
          ) : (
            <Table storages={list} />
          )
        }
      </Loaded>
    </>
  );
}

function Table({ storages }: { storages: Storage[] }) {
  return (
    <div class="panel">
      <table class="table">
        <thead>
          <tr>
            <th>{t('common.name')}</th>
            <th>{t('storage.provider')}</th>
            <th>{t('storage.category')}</th>
            <th>{t('common.created')}</th>
          </tr>
        </thead>
        <tbody>
          {storages.map((storage) => (
            <tr key={storage.id}>
              <td class="cell-name">
                <a class="row-link" href={href(['storages', storage.id])}>
                  {storage.name}
                </a>{' '}
                {storage.is_default && <span class="badge badge-running">{t('storage.default')}</span>}
              </td>
              <td>{providerTitle(storage.provider)}</td>
              <td class="cell-soft">{storage.category}</td>
              <td class="cell-time">
                <Time value={storage['created']} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
