import { language, t } from '../i18n';
import { relativeTime } from '../lib/format';
import { paused, type Resource } from '../state/use-resource';
import { IconButton } from './basics';
import { useNow } from './use-now';

/** The age of the data, with a refresh button. `auto`: it also refreshes by itself, unless that is paused. */
export function Freshness({ of: { at, refresh }, auto = false }: { of: Resource<unknown>; auto?: boolean }) {
  useNow(1000);
  // Not the backend's time, because the answer arrived at this device.
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
