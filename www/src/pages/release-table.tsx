import type { Id, PluginRelease } from 'synapse-backend-client';
import { t } from '../i18n';
import { bytes } from '../lib/format';
import { isObject } from '../lib/parameters';
import { useResource } from '../state/use-resource';
import { CopyButton, Time } from '../ui/basics';
import { Empty, Loaded } from '../ui/states';

/** Another `round` lists them anew. */
export function ReleaseTable({ plugin, round = 0 }: { plugin: Id; round?: number }) {
  const releases = useResource(
    (client, signal) => client.listPluginReleases(plugin, { page_size: 100, ordering: '-created' }, { signal }),
    [plugin, round],
  );
  return (
    <section>
      <div class="section-head">
        <h2>{t('releases.title')}</h2>
      </div>
      <Loaded resource={releases}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="upload" title={t('releases.empty')} hint={t('releases.empty.hint')} />
          ) : (
            <Table releases={list} />
          )
        }
      </Loaded>
    </section>
  );
}

function Table({ releases }: { releases: PluginRelease[] }) {
  return (
    <div class="panel">
      <table class="table">
        <thead>
          <tr>
            <th>{t('plugin.version')}</th>
            <th>{t('release.changelog')}</th>
            <th>{t('release.package')}</th>
            <th>{t('common.created')}</th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <tr key={release.id}>
              <td class="cell-version">
                <strong>{release.version}</strong> {release.is_stable && <span class="badge badge-success">{t('release.stable')}</span>}
              </td>
              <td class="cell-name cell-soft">{release.changelog}</td>
              <td class="cell-package">
                <Package file={release['file']} />
              </td>
              <td class="cell-time">
                <Time value={release['created']} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Backends tell of a package what they know: name, size and checksum, an address, or nothing. */
function Package({ file }: { file: unknown }) {
  if (!isObject(file)) return <span class="muted">{typeof file === 'string' ? file.split('/').at(-1) : '–'}</span>;
  const { name, size, sha256 } = file;
  return (
    <span class="package">
      <span>
        {String(name ?? '')} {typeof size === 'number' && <span class="muted">{bytes(size)}</span>}
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
