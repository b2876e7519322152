// Uploads new releases of a plugin, above the existing ones.
import { useMemo, useState } from 'preact/hooks';
import type { PluginReleaseCreate } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { canStart, releaseOf, type Upload } from '../lib/uploads';
import { UploadBox } from '../parts/upload-box/upload-box';
import '../parts/upload-box/upload-box.css';
import { useRegisteredCalls } from '../state/registered-calls';
import { href } from '../state/router';
import { client, noteFailure } from '../state/session';
import { traced } from '../state/traced';
import { toastSuccess } from '../state/toasts';
import { useResource } from '../state/use-resource';
import { useUnsaved } from '../state/use-unsaved';
import { Icon } from '../ui/icon';
import { Loaded } from '../ui/loaded';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { ReleaseTable } from './release-table';

export function ReleasePage({ id }: PageProps) {
  const [released, setReleased] = useState(0);
  const [unsaved, setUnsaved] = useState(false);
  useUnsaved(unsaved);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const plugin = useResource((backend, signal) => backend.getPlugin(id, { signal }), [id]);
  const connected = client.value;
  // To the page's own origin, browsers report the whole progress only if cookies may be sent: see the client's `credentials`.
  const own = useMemo(() => connected && traced(connected, { credentials: 'same-origin' }), [connected]);
  useRegisteredCalls((backend) => Promise.all(uploads.filter(canStart).map((upload) => backend.createPluginRelease(withoutBytes(id, upload)))), t('upload.start'));
  const name = plugin.data ? nameOf(plugin.data) : id;
  return (
    <>
      <PageHead title={t('upload.title', { name })} parent={{ title: name, path: ['plugins', id] }}>
        <a class="button" href={href(['plugins', id, 'run'])}>
          <Icon name="play" />
          {t('plugin.run')}
        </a>
      </PageHead>
      <Loaded resource={plugin}>
        {(data) => (
          <div class="narrow">
            {own && (
              <UploadBox
                client={own.client}
                plugin={data.id}
                onUnsaved={setUnsaved}
                onList={setUploads}
                onError={noteFailure}
                onRelease={(release) => {
                  toastSuccess(t('upload.done', { version: release.version }), own.lastRequestId());
                  setReleased((count) => count + 1);
                }}
              />
            )}
            <div class="section">
              <ReleaseTable plugin={id} round={released} />
            </div>
          </div>
        )}
      </Loaded>
    </>
  );
}

/** The request without the content of the file, which need not be read to show the request. */
function withoutBytes(plugin: string, upload: Upload): PluginReleaseCreate {
  return { ...releaseOf(plugin, upload), file: new File([], upload.file.name) };
}
