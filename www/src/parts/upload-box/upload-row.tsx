import { useEffect, useRef } from 'preact/hooks';
import { ValidationError } from 'synapse-backend-client';
import { language, t } from '../../i18n';
import { bytes } from '../../lib/bytes';
import { errorsUnder } from '../../lib/field-errors';
import { duration } from '../../lib/format';
import { MAX_PACKAGE_BYTES } from '../../lib/packages';
import { canStart, isSameFile, isUnderWay, type Upload } from '../../lib/uploads';
import { Button, IconButton } from '../../ui/basics';
import { CheckField, TextField } from '../../ui/field';
import { LinesField } from '../../ui/lines-field';
import { OtherErrors } from '../../ui/other-errors';

interface UploadRowProps {
  upload: Upload;
  onChange(changes: Partial<Upload>): void;
  onStart(): void;
  onCancel(): void;
  onRemove(): void;
}

const NONE: Record<string, string[]> = {};

export function UploadRow({ upload, onChange, onStart, onCancel, onRemove }: UploadRowProps) {
  const { file, state } = upload;
  const editable = !isUnderWay(upload) && state.name !== 'done' && state.name !== 'unfit';
  const errors = state.name === 'failed' && state.error instanceof ValidationError ? state.error.fieldErrors : NONE;
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    const { activeElement: focused } = row.current?.getRootNode() as Document | ShadowRoot;
    // Keeps the focus of a user who edits another package.
    if (focused && focused !== document.body && !row.current?.contains(focused)) return;
    row.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const isFolder = state.name === 'unfit' && state.problem === 'folder';
  return (
    <article ref={row} class={`panel card upload upload-${state.name}`} aria-label={file.name}>
      <header class="upload-head">
        <strong>{file.name}</strong>
        {!isFolder && <span class="muted">{bytes(file.size)}</span>}
        {!isUnderWay(upload) && <IconButton icon="close" label={t('upload.remove', { name: file.name })} onClick={onRemove} />}
      </header>
      {editable && (
        <div class="form-row">
          <TextField
            label={t('upload.version')}
            errors={errorsUnder(errors, 'version')}
            value={upload.version}
            onValue={(version) => onChange({ version })}
            placeholder="1.0.0"
            required
          />
          <LinesField
            label={t('upload.changelog')}
            errors={errorsUnder(errors, 'changelog')}
            value={upload.changelog}
            onValue={(changelog) => onChange({ changelog })}
            optional
          />
        </div>
      )}
      {state.name === 'failed' && <OtherErrors failure={state.error} fields={['version', 'changelog']} />}
      <Outcome upload={upload} />
      <Checksum upload={upload} />
      <footer class="upload-foot">
        {editable && <CheckField label={t('upload.stable')} checked={upload.stable} onValue={(stable) => onChange({ stable })} />}
        {editable && (
          <Button look="primary" icon="upload" disabled={!canStart(upload)} onClick={onStart}>
            {t(state.name === 'ready' ? 'upload.start' : 'common.retry')}
          </Button>
        )}
        {isUnderWay(upload) && <Button onClick={onCancel}>{t('common.cancel')}</Button>}
      </footer>
    </article>
  );
}

function Outcome({ upload: { state, file } }: { upload: Upload }) {
  switch (state.name) {
    case 'ready':
    case 'failed':
      return null;
    case 'unfit':
      return (
        <p class="field-error" role="alert">
          {t(`upload.problem.${state.problem}`, { max: bytes(MAX_PACKAGE_BYTES) })}
        </p>
      );
    case 'waiting':
      return <p class="muted">{t('upload.waiting')}</p>;
    case 'sending':
      return (
        <Progress
          loaded={state.loaded}
          total={state.total}
          name={file.name}
          speed={state.pace.bytesPerSecond}
          remaining={state.pace.remaining}
        />
      );
    case 'cancelled':
      return <p class="muted">{t(state.sent ? 'upload.cancelled.sent' : 'upload.cancelled')}</p>;
    case 'done':
      return (
        <p role="status">
          <span class="badge badge-success">{t('upload.done', { version: state.version })}</span>
        </p>
      );
  }
}

interface ProgressProps {
  name: string;
  loaded: number;
  total: number;
  speed: number;
  remaining: number | null;
}

function Progress({ name, loaded, total, speed, remaining }: ProgressProps) {
  const sent = loaded >= total;
  return (
    <div class="upload-progress">
      <progress max={total} value={loaded} aria-label={name} />
      <span class="muted">
        {sent ? t('upload.finishing') : t('upload.progress', { loaded: bytes(loaded), total: bytes(total) })}
        {!sent && remaining !== null && ` · ${t('upload.pace', { speed: bytes(speed), left: duration(remaining, language.value) })}`}
      </span>
    </div>
  );
}

function Checksum({ upload }: { upload: Upload }) {
  if (upload.sha256 === null) return null;
  const same = isSameFile(upload);
  return (
    <p class="checksum-line">
      <span class="muted">{t('upload.checksum')}</span> <code>{upload.sha256}</code>
      {same !== null && (
        <span class={same ? 'checksum-same' : 'field-error'}>{t(same ? 'upload.checksum.same' : 'upload.checksum.different')}</span>
      )}
    </p>
  );
}
