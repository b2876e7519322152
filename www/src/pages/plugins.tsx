// The plugins, where the backend lists them; any of them by its id or code.
import { useState } from 'preact/hooks';
import { ClientError, InvalidResponseError, type BackendClient, type Plugin } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { PAGE_SIZE, pageOf, type ListPage } from '../lib/paging';
import { href, navigate } from '../state/router';
import { usePage } from '../state/use-page';
import { useResource } from '../state/use-resource';
import { Button, Time } from '../ui/basics';
import { Icon } from '../ui/icon';
import { PageHead } from '../ui/page-head';
import { Paged } from '../ui/paged';
import { Empty, Loaded } from '../ui/states';
import { Table } from '../ui/table';

/** The answers of backends that have no such list. */
const NO_LIST = [404, 405];

export function PluginsPage() {
  const [page, setPage] = usePage();
  const plugins = useResource((client, signal) => listPlugins(client, page, signal), [page], { keep: 'plugins' });
  return (
    <>
      <PageHead title={t('plugins.title')}>
        <OpenPlugin />
        <a class="button primary" href={href(['new-plugin'])}>
          <Icon name="plus" />
          {t('plugins.new')}
        </a>
      </PageHead>
      <Loaded resource={plugins}>
        {(list) =>
          typeof list === 'string' ? (
            <Empty icon="plugins" title={t(`plugins.noList.${list}`)} hint={t('plugins.noList.hint')} />
          ) : (
            <Paged
              list={list}
              page={page}
              onPage={setPage}
              empty={<Empty icon="plugins" title={t('plugins.empty')} hint={t('plugins.empty.hint')} />}
            >
              {(items) => <PluginTable plugins={items} />}
            </Paged>
          )
        }
      </Loaded>
    </>
  );
}

/** Why there is no list: the backend has none, or not for this person. */
type NoList = 'none' | 'forbidden';

async function listPlugins(client: BackendClient, page: number, signal: AbortSignal): Promise<ListPage<Plugin> | NoList> {
  const params = { page, page_size: PAGE_SIZE, ordering: '-created' };
  try {
    return await pageOf(page, async () => {
      const [items, total] = await client.listPlugins(params, { signal });
      return { items, total };
    });
  } catch (error) {
    const status = ClientError.isInstance(error) ? error.statusCode : null;
    if (status === 403) return 'forbidden';
    // Where it is not found, or no list that is answered, one is opened by its id all the same.
    if (status !== null && (NO_LIST.includes(status) || isNoList(error))) return 'none';
    throw error;
  }
}

/** JSON, but of another shape. */
function isNoList(error: unknown): boolean {
  return error instanceof InvalidResponseError && typeof error.response === 'object' && error.response !== null;
}

function OpenPlugin() {
  const [pk, setPk] = useState('');
  return (
    <form
      class="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (pk.trim()) navigate(['plugins', pk.trim()]);
      }}
    >
      <input
        type="search"
        data-search=""
        aria-label={t('plugins.open')}
        placeholder={t('plugins.open')}
        value={pk}
        onInput={(event) => setPk(event.currentTarget.value)}
      />
      <Button type="submit">{t('plugins.open.submit')}</Button>
    </form>
  );
}

function PluginTable({ plugins }: { plugins: Plugin[] }) {
  const columns = [
    t('common.name'),
    t('plugin.code'),
    t('plugin.version'),
    t('plugin.category'),
    t('common.created'),
    { title: t('plugin.run'), hidden: true },
  ];
  return (
    <Table columns={columns}>
      {plugins.map((plugin) => (
        <tr key={plugin.id}>
          <td class="cell-name" title={nameOf(plugin)}>
            <a class="row-link" href={href(['plugins', plugin.id])}>
              {nameOf(plugin)}
            </a>
          </td>
          <td class="cell-soft cell-clip mono" title={plugin.code}>
            {plugin.code}
          </td>
          <td class="cell-soft cell-short" title={plugin.version}>
            {plugin.version}
          </td>
          <td class="cell-soft cell-short" title={plugin.category}>
            {plugin.category}
          </td>
          <td class="cell-time">
            <Time value={plugin['created']} />
          </td>
          <td class="cell-actions">
            <a class="button" href={href(['plugins', plugin.id, 'run'])} aria-label={t('run.title', { name: nameOf(plugin) })}>
              <Icon name="play" />
              {t('plugin.run')}
            </a>
          </td>
        </tr>
      ))}
    </Table>
  );
}
