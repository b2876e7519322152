// Uploads dropped or chosen packages, each with its version, and shows their progress.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient, Id } from 'synapse-backend-client';
import { t } from '../../i18n';
import { canStart } from '../../lib/uploads';
import { Button } from '../../ui/basics';
import { Icon } from '../../ui/icon';
import { catchStrayDrops } from '../../ui/stray-drops';
import { UploadRow } from './upload-row';
import { useUploads, type UploadEvents } from './use-uploads';

export interface UploadBoxProps extends UploadEvents {
  client: BackendClient;
  plugin: Id;
}

export function UploadBox({ client, plugin, ...events }: UploadBoxProps) {
  const uploads = useUploads(client, plugin, events);
  useEffect(catchStrayDrops, []);
  const startable = uploads.list.filter(canStart);
  return (
    <div class="upload-box">
      <DropZone onFiles={uploads.add} />
      {uploads.list.map((upload) => (
        <UploadRow
          key={upload.key}
          upload={upload}
          onChange={(changes) => uploads.change(upload.key, changes)}
          onStart={() => uploads.start([upload.key])}
          onCancel={() => uploads.cancel(upload.key)}
          onRemove={() => uploads.remove(upload.key)}
        />
      ))}
      {startable.length > 1 && (
        <div class="form-actions">
          <Button look="primary" icon="upload" onClick={() => uploads.start(startable.map(({ key }) => key))}>
            {t('upload.startAll')}
          </Button>
        </div>
      )}
    </div>
  );
}

function DropZone({ onFiles }: { onFiles: (files: Iterable<File>, folders?: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      class={`drop-zone ${over ? 'drop-over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles(...dropped(event.dataTransfer));
      }}
    >
      <Icon name="upload" />
      <p>
        {t('upload.drop')}{' '}
        <button type="button" class="link" onClick={() => input.current?.click()}>
          {t('upload.choose')}
        </button>
      </p>
      <p class="muted">{t('upload.hint')}</p>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".zip,application/zip"
        aria-label={t('upload.choose')}
        onChange={(event) => {
          onFiles(event.currentTarget.files ?? []);
          // So that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

/** The dropped files, and which of them are folders, which look like files but cannot be read. */
function dropped(transfer: DataTransfer | null): [files: File[], folders: File[]] {
  const files: File[] = [];
  const folders: File[] = [];
  for (const item of transfer?.items ?? []) {
    const file = item.getAsFile();
    if (!file) continue;
    files.push(file);
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file);
  }
  return [files, folders];
}
