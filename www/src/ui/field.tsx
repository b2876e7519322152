// A form field: label, control, hint and errors, connected for screen readers.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../i18n';

export interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  errors?: readonly string[];
  optional?: boolean;
}

type ControlProps = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

export function Field({
  label,
  hint,
  errors = [],
  optional = false,
  children,
}: FieldProps & { children: (control: ControlProps) => ComponentChildren }) {
  const id = useId();
  const about = `${id}-about`;
  const described = hint !== undefined || errors.length > 0;
  return (
    <div class="field">
      <label for={id}>
        {label} {optional && <span class="muted">{t('common.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': described ? about : undefined, 'aria-invalid': errors.length > 0 })}
      {described && (
        <div id={about} class="field-about">
          {errors.map((error) => (
            <p key={error} class="field-error">
              {error}
            </p>
          ))}
          {hint !== undefined && <p class="muted">{hint}</p>}
        </div>
      )}
    </div>
  );
}

export type TextFieldProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'url' | 'password';
  inputMode?: 'numeric' | 'decimal';
  placeholder?: string;
  autocomplete?: string;
  required?: boolean;
  autofocus?: boolean;
  /** The pasted text, before the browser removes its line breaks. */
  onPaste?: (event: ClipboardEvent) => void;
  onDragOver?: (event: DragEvent) => void;
  onDrop?: (event: DragEvent) => void;
};

export function TextField({ label, hint, errors, optional, value, onValue, type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} errors={errors} optional={optional}>
      {(control) => (
        // The types of input elements differ by their `type`. If it is not known, the most general one is used.
        <input
          {...rest}
          {...control}
          type={type as 'text'}
          value={value}
          spellcheck={false}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type SelectFieldProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  options: readonly (readonly [value: string, label: string])[];
};

export function SelectField({ value, onValue, options, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
          {options.map(([word, label]) => (
            <option key={word} value={word}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckFieldProps = Omit<FieldProps, 'optional'> & { checked: boolean; onValue: (checked: boolean) => void };

export function CheckField({ label, hint, errors = [], checked, onValue }: CheckFieldProps) {
  const about = useId();
  const refused = errors.length > 0;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        aria-invalid={refused}
        aria-describedby={refused ? about : undefined}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint !== undefined && <span class="muted check-hint">{hint}</span>}
        {refused && (
          <span id={about} class="field-error check-hint">
            {errors.join(' ')}
          </span>
        )}
      </span>
    </label>
  );
}
