import { t } from '../i18n';
import { isInside } from '../lib/field-errors';

/** What a backend refused of fields that a form does not have: nobody would be told of it otherwise. */
export function OtherErrors({ errors, fields }: { errors: Record<string, string[]>; fields: readonly string[] }) {
  const others = Object.entries(errors).filter(([path]) => path === '' || !fields.some((field) => isInside(path, field)));
  if (others.length === 0) return null;
  return (
    <div class="notice notice-failure" role="alert">
      <ul class="other-errors">
        {others.map(([path, messages]) => (
          <li key={path}>
            {path && <code>{path}</code>} {messages.join(' ') || t('field.refused')}
          </li>
        ))}
      </ul>
    </div>
  );
}
