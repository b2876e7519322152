import type { Id, PluginRelease } from 'synapse-backend-client';
import { t } from '../i18n';
import { bytes } from '../lib/bytes';
import { pageOf, totalOf } from '../lib/paging';
import { isObject } from '../lib/is-object';
import { wordsOf } from '../lib/names';
import { usePage } from '../state/use-page';
import { useResource } from '../state/use-resource';
import { Time } from '../ui/basics';
import { CopyButton } from '../ui/copy-button';
import { Loaded } from '../ui/loaded';
import { Paged } from '../ui/paged';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';

/** Few enough to keep the content below within reach. */
const SIZE = 20;

/** Newest first. Another `round` loads them again. */
export function ReleaseTable({ plugin, round = 0 }: { plugin: Id; round?: number }) {
  const [page, setPage] = usePage();
  const releases = useResource(
    (client, signal) =>
      pageOf(page, async () => {
        const params = { page, page_size: SIZE, ordering: '-created' };
        const items = await client.listPluginReleases(plugin, params, { signal });
        const at = { page, size: SIZE, shown: items.length, signal };
        return { items, total: await totalOf(client, 'plugin_releases/', { plugin }, at) };
      }),
    [plugin, round, page],
  );
  return (
    <section>
      <div class="section-head">
        <h2>{t('releases.title')}</h2>
      </div>
      <Loaded resource={releases}>
        {(list) => (
          <Paged
            list={list}
            page={page}
            size={SIZE}
            onPage={setPage}
            empty={<Empty icon="upload" title={t('releases.empty')} hint={t('releases.empty.hint')} />}
          >
            {(items) => <Rows releases={items} />}
          </Paged>
        )}
      </Loaded>
    </section>
  );
}

function Rows({ releases }: { releases: PluginRelease[] }) {
  return (
    <Table columns={[t('plugin.version'), t('release.changelog'), t('release.package'), t('common.created')]}>
      {releases.map((release) => (
        <tr key={release.id}>
          <td class="cell-version">
            <span class="with-badge">
              <strong title={release.version}>{release.version}</strong>
              {release.is_stable && <span class="badge badge-success">{t('release.stable')}</span>}
            </span>
          </td>
          <td class="cell-name cell-soft" title={release.changelog}>
            {release.changelog}
          </td>
          <td class="cell-package">
            <Package file={release['file']} />
          </td>
          <td class="cell-time">
            <Time value={release['created']} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Backends return different fields of a package: name, size and checksum, a URL, or nothing. */
function Package({ file }: { file: unknown }) {
  const { name, size, sha256 } = isObject(file) ? file : { name: typeof file === 'string' ? file.split('/').at(-1) : '–' };
  return (
    <span class="package">
      <span class="package-name">
        <span title={wordsOf(name)}>{wordsOf(name)}</span> {typeof size === 'number' && <span class="muted">{bytes(size)}</span>}
      </span>
      {typeof sha256 === 'string' && (
        <span class="checksum">
          <code title={sha256}>{sha256.slice(0, 12)}…</code>
          <CopyButton text={sha256} label={t('upload.checksum')} />
        </span>
      )}
    </span>
  );
}
