import type { Storage } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { providerTitle } from '../lib/providers';
import { href } from '../state/router';
import { useResource } from '../state/use-resource';
import { Time } from '../ui/basics';
import { Freshness } from '../ui/freshness';
import { Icon } from '../ui/icon';
import { Loaded } from '../ui/loaded';
import { PageHead } from '../ui/page-head';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';

export function StoragesPage() {
  const storages = useResource((client, signal) => client.listStorages(null, { signal }), [], { keep: 'storages' });
  return (
    <>
      <PageHead title={t('storages.title')}>
        <Freshness of={storages} />
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
            <StorageTable storages={list} />
          )
        }
      </Loaded>
    </>
  );
}

function StorageTable({ storages }: { storages: Storage[] }) {
  return (
    <Table columns={[t('common.name'), t('storage.provider'), t('storage.category'), t('common.created')]}>
      {storages.map((storage) => (
        <tr key={storage.id}>
          <td class="cell-name" title={nameOf(storage)}>
            <span class="with-badge">
              <a class="row-link" href={href(['storages', storage.id])}>
                {nameOf(storage)}
              </a>
              {storage.is_default && <span class="badge badge-running">{t('storage.default')}</span>}
            </span>
          </td>
          <td>{providerTitle(storage.provider)}</td>
          <td class="cell-soft">{categoryTitle(storage.category)}</td>
          <td class="cell-time">
            <Time value={storage['created']} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** The two common categories in the user's language. A backend may have others. */
export function categoryTitle(category: string | undefined): string {
  if (category === 'internal' || category === 'external') return t(`storage.category.${category}`);
  return category ?? '–';
}
