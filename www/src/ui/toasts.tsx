import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { dismiss, toasts, type Toast } from '../state/toasts';
import { Button, IconButton } from './basics';
import { Icon } from './icon';

/** A success disappears by itself, but not while it is hovered or focused. A failure stays until it is closed. */
const SUCCESS_MS = 6000;
/** The maximum number of toasts, the latest ones. More would cover the page. */
const MOST = 3;

/** The region always exists, because screen readers only announce changes in a region that they know. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.length > MOST && (
        <Button onClick={() => (toasts.value = [])}>{t('toast.closeAll', { count: toasts.value.length })}</Button>
      )}
      {toasts.value.slice(-MOST).map((toast) => (
        <ToastBox key={toast.id} {...toast} />
      ))}
    </div>
  );
}

function ToastBox({ id, kind, text, detail, link, count }: Toast) {
  const [held, setHeld] = useState(false);
  const goes = kind === 'success' && !held;
  useEffect(() => {
    if (!goes) return;
    const timer = setTimeout(() => dismiss(id), SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [goes]);
  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);
  return (
    <div class={`toast toast-${kind}`} onMouseEnter={hold} onMouseLeave={letGo} onFocusIn={hold} onFocusOut={letGo}>
      <Icon name={kind === 'success' ? 'check' : 'alert'} />
      <div class="toast-text">
        <p>
          {link ? <a href={link}>{text}</a> : text} {count > 1 && <span class="badge">{t('toast.count', { count })}</span>}
        </p>
        {detail && (
          <p class="muted" title={detail}>
            {detail}
          </p>
        )}
      </div>
      <IconButton icon="close" label={t('common.close')} onClick={() => dismiss(id)} />
    </div>
  );
}
