import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t, type MessageKey } from '../i18n';
import { isFiltered, SINCE, type JobFilter } from '../lib/job-filter';
import { VOCABULARIES } from '../lib/status';
import type { FieldErrors } from '../state/use-action';
import { vocabulary } from '../state/vocabulary';
import { Button, statusText } from '../ui/basics';

interface JobFiltersProps {
  filter: JobFilter;
  /** What the backend said of them. */
  errors: FieldErrors;
  onChange: (changes: Partial<JobFilter>) => void;
}

export function JobFilters({ filter, errors, onChange }: JobFiltersProps) {
  const known: readonly string[] = VOCABULARIES[vocabulary.value];
  // A filter that is asked for is seen, and can be taken away, also where the backend has no such word.
  const strange = filter.status.filter((word) => !known.includes(word));
  const toggle = (word: string) => {
    const others = filter.status.filter((other) => other !== word && (known.includes(other) || !errors['status']));
    onChange({ status: filter.status.includes(word) ? others : [...others, word] });
  };
  return (
    <div class="filters">
      <div class="chips" role="group" aria-label={t('jobs.filter.status')}>
        {[...known, ...strange].map((word) => (
          <button key={word} type="button" class="chip" aria-pressed={filter.status.includes(word)} onClick={() => toggle(word)}>
            {statusText(word)}
          </button>
        ))}
        <FieldError errors={errors['status']} />
      </div>
      <FilterInput
        label={t('jobs.filter.plugin')}
        value={filter.plugin}
        errors={errors['plugin']}
        onValue={(plugin) => onChange({ plugin })}
        search
      />
      <FilterInput label={t('jobs.filter.user')} value={filter.user} errors={errors['user']} onValue={(user) => onChange({ user })} />
      <select aria-label={t('jobs.filter.since')} value={filter.since} onChange={(event) => onChange({ since: event.currentTarget.value })}>
        <option value="">{t('jobs.since.all')}</option>
        {Object.keys(SINCE).map((name) => (
          <option key={name} value={name}>
            {t(`jobs.since.${name}` as MessageKey)}
          </option>
        ))}
      </select>
      {isFiltered(filter) && (
        <Button look="quiet" onClick={() => onChange({ status: [], plugin: '', user: '', since: '' })}>
          {t('jobs.filter.clear')}
        </Button>
      )}
    </div>
  );
}

/** Typing is over when nothing was typed for so long. */
const TYPING_MS = 350;

interface FilterInputProps {
  label: string;
  value: string;
  errors: readonly string[] | undefined;
  onValue: (value: string) => void;
  /** The one that `/` leads to. */
  search?: boolean;
}

export function FilterInput({ label, value, errors, onValue, search = false }: FilterInputProps) {
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
        type="search"
        class="filter-input"
        aria-label={label}
        aria-invalid={errors !== undefined}
        aria-describedby={errors && about}
        placeholder={label}
        value={typed}
        data-search={search ? '' : undefined}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <FieldError id={about} errors={errors} />
    </span>
  );
}

function FieldError({ id, errors }: { id?: string; errors: readonly string[] | undefined }) {
  return errors ? (
    <span id={id} class="field-error" role="alert">
      {errors.join(' ')}
    </span>
  ) : null;
}
