// A filter field, whose value is used after the user has stopped typing.
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** The delay after the last key until the input is used, in ms. */
const TYPING_MS = 350;

interface FilterInputProps {
  label: string;
  value: string;
  errors: readonly string[] | undefined;
  onValue: (value: string) => void;
  /** For a date instead of a text. */
  day?: boolean;
  /** The field that `/` focuses. */
  search?: boolean;
}

export function FilterInput({ label, value, errors, onValue, day = false, search = false }: FilterInputProps) {
  const about = useId();
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onValue(text.trim()), TYPING_MS);
  };
  return (
    <span class="filter-field">
      <input
        // As in a form field: the types of input elements differ by their `type`.
        type={(day ? 'date' : 'search') as 'search'}
        class="filter-input"
        aria-label={label}
        aria-invalid={errors !== undefined}
        aria-describedby={errors && about}
        placeholder={label}
        value={typed}
        data-search={search ? '' : undefined}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <span class="filter-name muted" aria-hidden="true">
        {label}
      </span>
      <FilterError id={about} errors={errors} />
    </span>
  );
}

export function FilterError({ id, errors }: { id?: string; errors: readonly string[] | undefined }) {
  return errors ? (
    <span id={id} class="field-error" role="alert">
      {errors.join(' ')}
    </span>
  ) : null;
}
