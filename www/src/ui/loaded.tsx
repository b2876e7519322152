// A resource of a page, or the placeholder for it. The custom elements have no pages, so states.tsx does not import this.
import type { ComponentChildren } from 'preact';
import { ClientError } from 'synapse-backend-client';
import { language, t } from '../i18n';
import { messageOf } from '../i18n/error-text';
import { href, route } from '../state/router';
import type { Resource } from '../state/use-resource';
import { Button } from './basics';
import { Icon } from './icon';
import { Failure, Loading } from './states';

/** A resource: old data stays while new data cannot be loaded, with a message. */
export function Loaded<T>({ resource, children }: { resource: Resource<T>; children: (data: T) => ComponentChildren }) {
  const { data, error, at, loading, refresh } = resource;
  if (data === undefined && error === undefined) return <Loading />;
  if (data === undefined) {
    const { path } = route.value;
    // There is no list to go back to from a list.
    const isList = path.length === 1;
    const isNone = isList && ClientError.isInstance(error) && error.code === 'not_found';
    return (
      <Failure error={error} title={isNone ? t('error.noList') : undefined} onRetry={refresh}>
        {!isList && (
          <a class="button" href={href(path.slice(0, 1))}>
            {t('common.back')}
          </a>
        )}
      </Failure>
    );
  }
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
