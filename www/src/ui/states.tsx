// Placeholders for data that is loading, missing or failed. Each says what to do.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { detailOf, mayPass, messageOf, saidOf, titleOf } from '../i18n/error-text';
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

interface FailureProps {
  error: unknown;
  /** Replaces the usual title of such an error. */
  title?: string | undefined;
  onRetry: () => void;
  /** A link to another page, if the object does not exist. */
  children?: ComponentChildren;
}

export function Failure({ error, title = titleOf(error), onRetry, children }: FailureProps) {
  const said = saidOf(error);
  return (
    <div class="empty failure" role="alert">
      <Icon name="alert" />
      <p class="empty-title">{title}</p>
      {said && <p>{said}</p>}
      <p class="muted detail">{detailOf(error)}</p>
      {mayPass(error) ? <Button onClick={onRetry}>{t('common.retry')}</Button> : children}
    </div>
  );
}

/** A failure at the control that caused it. */
export function Refusal({ error }: { error: unknown }) {
  if (error === undefined) return null;
  return (
    <div role="alert">
      <p class="field-error">{messageOf(error)}</p>
      <p class="muted detail">{detailOf(error)}</p>
    </div>
  );
}
