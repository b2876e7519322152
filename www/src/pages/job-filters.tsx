import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type MessageKey } from '../i18n';
import { isFiltered, SINCE, type JobFilter } from '../lib/job-filter';
import { VOCABULARIES } from '../lib/status';
import { vocabulary } from '../state/vocabulary';
import { Button, statusText } from '../ui/basics';

interface JobFiltersProps {
  filter: JobFilter;
  onChange: (changes: Partial<JobFilter>) => void;
}

export function JobFilters({ filter, onChange }: JobFiltersProps) {
  const toggle = (word: string) => {
    const status = filter.status.includes(word) ? filter.status.filter((other) => other !== word) : [...filter.status, word];
    onChange({ status });
  };
  return (
    <div class="filters">
      <div class="chips" role="group" aria-label={t('jobs.filter.status')}>
        {VOCABULARIES[vocabulary.value].map((word) => (
          <button key={word} type="button" class="chip" aria-pressed={filter.status.includes(word)} onClick={() => toggle(word)}>
            {statusText(word)}
          </button>
        ))}
      </div>
      <FilterInput label={t('jobs.filter.plugin')} value={filter.plugin} onValue={(plugin) => onChange({ plugin })} search />
      <FilterInput label={t('jobs.filter.user')} value={filter.user} onValue={(user) => onChange({ user })} />
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
  onValue: (value: string) => void;
  /** The one that `/` leads to. */
  search?: boolean;
}

function FilterInput({ label, value, onValue, search = false }: FilterInputProps) {
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
    <input
      type="search"
      class="filter-input"
      aria-label={label}
      placeholder={label}
      value={typed}
      data-search={search ? '' : undefined}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}
