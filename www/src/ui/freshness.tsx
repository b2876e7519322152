import { language, t } from '../i18n';
import { relativeTime } from '../lib/format';
import { paused, type Resource } from '../state/use-resource';
import { IconButton } from './basics';
import { useNow } from './use-now';

/** How old is what is shown, and what renews it. `auto`: it renews itself, too, unless that is paused. */
export function Freshness({ of: { at, refresh }, auto = false }: { of: Resource<unknown>; auto?: boolean }) {
  useNow(1000);
  // Not the backend's time: it is this device that the answer came to.
  const now = Date.now();
  const isPaused = auto && paused.value;
  return (
    <div class="freshness muted">
      {at > 0 && <span>{t(isPaused ? 'refresh.paused' : 'refresh.at', { time: relativeTime(at, now, language.value) })}</span>}
      <IconButton icon="refresh" label={t('refresh.now')} onClick={refresh} />
      {auto && (
        <IconButton
          icon={isPaused ? 'play' : 'pause'}
          label={t(isPaused ? 'refresh.resume' : 'refresh.pause')}
          onClick={() => (paused.value = !paused.value)}
        />
      )}
    </div>
  );
}
