import { t } from '../i18n';
import { dismiss, toasts } from '../state/toasts';
import { IconButton } from './basics';
import { Icon } from './icon';

/** The region is always there: screen readers only tell what changes inside one that they know. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, kind, text, detail }) => (
        <div key={id} class={`toast toast-${kind}`}>
          <Icon name={kind === 'success' ? 'check' : 'alert'} />
          <div class="toast-text">
            <p>{text}</p>
            {detail && <p class="muted">{detail}</p>}
          </div>
          <IconButton icon="close" label={t('common.close')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
