// What stands where data will be, is not, or could not be had: each says what to do.
import type { ComponentChildren } from 'preact';
import { language, t } from '../i18n';
import { detailOf, messageOf } from '../i18n/error-text';
import type { Resource } from '../state/use-resource';
import { Button } from './basics';
import { Icon, type IconName } from './icon';

export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

export function Empty({ icon, title, hint, children }: { icon: IconName; title: string; hint?: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="empty-title">{title}</p>
      {hint && <p class="muted">{hint}</p>}
      {children}
    </div>
  );
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div class="empty failure" role="alert">
      <Icon name="alert" />
      <p class="empty-title">{messageOf(error)}</p>
      <p class="muted">{detailOf(error)}</p>
      {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  );
}

/** A failure at the control that led to it. `told`: all that it says is said at fields already. */
export function Refusal({ error, told = false }: { error: unknown; told?: boolean }) {
  if (error === undefined) return null;
  return (
    <div role="alert">
      {!told && <p class="field-error">{messageOf(error)}</p>}
      <p class="muted">{detailOf(error)}</p>
    </div>
  );
}

/** A resource as it stands: old data stays while new data cannot be had, and that is said. */
export function Loaded<T>({ resource, children }: { resource: Resource<T>; children: (data: T) => ComponentChildren }) {
  const { data, error, at, loading, refresh } = resource;
  if (data === undefined) return error === undefined ? <Loading /> : <Failure error={error} onRetry={refresh} />;
  return (
    <>
      {error !== undefined && (
        <p class="notice" role="alert">
          <Icon name="alert" />
          <span>{t('common.stale', { time: new Date(at).toLocaleTimeString(language.value), reason: messageOf(error) })}</span>
          <Button onClick={refresh}>{t('common.retry')}</Button>
        </p>
      )}
      <div class="loaded" aria-busy={loading}>
        {children(data)}
      </div>
    </>
  );
}
