// The list of plugins, if the backend has one. Any plugin can be opened by its id or code.
import { useState } from 'preact/hooks';
import { ClientError, InvalidResponseError, type BackendClient, type Plugin } from 'synapse-backend-client';
import { t } from '../i18n';
import { lacksWords } from '../lib/ignored-filters';
import { nameOf } from '../lib/names';
import { PAGE_SIZE, pageOf, type ListPage } from '../lib/paging';
import { href, navigate, replaceQuery, route } from '../state/router';
import { usePage } from '../state/use-page';
import { useResource } from '../state/use-resource';
import { Button, Time } from '../ui/basics';
import { FilterInput } from '../ui/filter-input';
import { Freshness } from '../ui/freshness';
import { Icon } from '../ui/icon';
import { Loaded } from '../ui/loaded';
import { PageHead } from '../ui/page-head';
import { Paged } from '../ui/paged';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';

/** The statuses of backends without this list. */
const NO_LIST = [404, 405];

export function PluginsPage() {
  const [page, setPage] = usePage();
  const search = route.value.query.get('search') ?? '';
  const plugins = useResource((client, signal) => listPlugins(client, { page, search }, signal), [page, search], { keep: 'plugins' });
  const { data } = plugins;
  return (
    <>
      <PageHead title={t('plugins.title')}>
        <Freshness of={plugins} />
        <OpenPlugin isSearch={typeof data === 'string'} />
        <a class="button primary" href={href(['new-plugin'])}>
          <Icon name="plus" />
          {t('plugins.new')}
        </a>
      </PageHead>
      {typeof data !== 'string' && (
        <div class="filters">
          <FilterInput
            label={t('plugins.search')}
            value={search}
            errors={data?.isSearched === false ? [t('plugins.search.ignored')] : undefined}
            onValue={setSearch}
            search
          />
        </div>
      )}
      <Loaded resource={plugins}>
        {(list) =>
          typeof list === 'string' ? (
            <Empty icon="plugins" title={t(`plugins.noList.${list}`)} hint={t('plugins.noList.hint')} />
          ) : (
            <Paged
              list={list}
              page={page}
              onPage={setPage}
              empty={<NoPlugins searched={search !== ''} />}
            >
              {(items) => <PluginTable plugins={items} />}
            </Paged>
          )
        }
      </Loaded>
    </>
  );
}

function setSearch(search: string): void {
  replaceQuery(new URLSearchParams(search && { search }));
}

function NoPlugins({ searched }: { searched: boolean }) {
  if (!searched) return <Empty icon="plugins" title={t('plugins.empty')} hint={t('plugins.empty.hint')} />;
  return (
    <Empty icon="search" title={t('plugins.noMatch')}>
      <Button onClick={() => setSearch('')}>{t('plugins.noMatch.action')}</Button>
    </Empty>
  );
}

/** Why there is no list: the backend has none, or this user may not see it. */
type NoList = 'none' | 'forbidden';

interface PluginPage extends ListPage<Plugin> {
  isSearched?: boolean;
}

type Asked = { page: number; search: string };

async function listPlugins(client: BackendClient, { page, search }: Asked, signal: AbortSignal): Promise<PluginPage | NoList> {
  const params = { page, page_size: PAGE_SIZE, ordering: '-created', ...(search && { search }) };
  try {
    return await pageOf(page, async () => {
      const [items, total] = await client.listPlugins(params, { signal });
      return { items, total, isSearched: await isSearched(client, search, items, total, signal) };
    });
  } catch (error) {
    const status = ClientError.isInstance(error) ? error.statusCode : null;
    if (status === 403) return 'forbidden';
    // If it is not found, or there is no list, it can still be opened by its id.
    if (status !== null && (NO_LIST.includes(status) || isNoList(error))) return 'none';
    throw error;
  }
}

/** A backend without search returns all plugins. A backend with search may search fields that are not shown. */
async function isSearched(client: BackendClient, search: string, found: Plugin[], total: number, signal: AbortSignal): Promise<boolean> {
  if (!found.some((plugin) => lacksWords(plugin, search))) return true;
  const [, all] = await client.listPlugins({ page_size: 1 }, { signal });
  return total < all;
}

/** JSON in another shape. */
function isNoList(error: unknown): boolean {
  return error instanceof InvalidResponseError && typeof error.response === 'object' && error.response !== null;
}

/** `isSearch`: `/` focuses it, if there is no list to search. */
function OpenPlugin({ isSearch }: { isSearch: boolean }) {
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
        data-search={isSearch ? '' : undefined}
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
