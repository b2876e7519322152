import { ValidationError } from 'synapse-backend-client';
import { t } from '../i18n';
import { detailOf, messageOf, titleOf } from '../i18n/error-text';
import { isInside } from '../lib/field-errors';
import { Icon } from './icon';

/** Errors of a form other than those at its `fields`, because otherwise errors of fields that the form does not have would be lost. */
export function OtherErrors({ failure, fields }: { failure: unknown; fields: readonly string[] }) {
  if (failure === undefined) return null;
  const errors = Object.entries(failure instanceof ValidationError ? failure.fieldErrors : {});
  const others = errors.filter(([path]) => path === '' || !fields.some((field) => isInside(path, field)));
  const marked = others.length < errors.length;
  return (
    <div class="notice notice-failure" role="alert">
      <Icon name="alert" />
      <div>
        <p>{errors.length > 0 ? `${titleOf(failure)} ${marked ? t('field.see') : ''}` : messageOf(failure)}</p>
        <ul class="other-errors">
          {others.map(([path, messages]) => (
            <li key={path}>
              {path && <code>{path}</code>} {messages.join(' ') || t('field.refused')}
            </li>
          ))}
        </ul>
        <p class="muted detail">{detailOf(failure)}</p>
      </div>
    </div>
  );
}
