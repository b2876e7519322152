import { t, type MessageKey } from '../i18n';
import { DATES, filterQuery, isFiltered, SINCE, type JobFilter } from '../lib/job-filter';
import { VOCABULARIES } from '../lib/status';
import { isStored, SAVED } from '../state/preferences';
import type { FieldErrors } from '../state/use-action';
import { vocabulary } from '../state/vocabulary';
import { Button, statusText } from '../ui/basics';
import { FilterError, FilterInput } from '../ui/filter-input';
import { later } from '../ui/later';

/** Loaded on demand, because few users have any. An empty filter cannot be saved. */
const SavedFilters = later(async () => (await import('./saved-filters')).SavedFilters);

interface JobFiltersProps {
  filter: JobFilter;
  /** The backend's field errors. */
  errors: FieldErrors;
  onChange: (changes: Partial<JobFilter>) => void;
}

export function JobFilters({ filter, errors, onChange }: JobFiltersProps) {
  const query = filterQuery({ ...filter, page: 1 }).toString();
  const known: readonly string[] = VOCABULARIES[vocabulary.value];
  // An active filter is shown, and can be removed, even if the backend does not know its word.
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
        <FilterError errors={errors['status']} />
      </div>
      <FilterInput
        label={t('jobs.filter.plugin')}
        value={filter.plugin}
        errors={errors['plugin']}
        onValue={(plugin) => onChange({ plugin })}
        search
      />
      <FilterInput label={t('jobs.filter.user')} value={filter.user} errors={errors['user']} onValue={(user) => onChange({ user })} />
      <select aria-label={t('jobs.filter.since')} value={filter.since} onChange={(event) => onChange({ since: event.currentTarget.value, from: '', to: '' })}>
        <option value="">{t('jobs.since.all')}</option>
        {Object.keys(SINCE).map((name) => (
          <option key={name} value={name}>
            {t(`jobs.since.${name}` as MessageKey)}
          </option>
        ))}
        <option value={DATES}>{t('jobs.since.dates')}</option>
      </select>
      {filter.since !== DATES && <FilterError errors={errors['created_after']} />}
      {filter.since === DATES && (
        <>
          <FilterInput day label={t('jobs.from')} value={filter.from} errors={errors['created_after']} onValue={(from) => onChange({ from })} />
          <FilterInput day label={t('jobs.to')} value={filter.to} errors={errors['created_before']} onValue={(to) => onChange({ to })} />
        </>
      )}
      {isFiltered(filter) && (
        <Button look="quiet" onClick={() => onChange({ status: [], plugin: '', user: '', since: '', from: '', to: '' })}>
          {t('jobs.filter.clear')}
        </Button>
      )}
      {(query !== '' || isStored(SAVED)) && <SavedFilters query={query} />}
    </div>
  );
}
