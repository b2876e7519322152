import { useState } from 'preact/hooks';
import { t, type MessageKey } from '../i18n';
import { DATES, filterQuery, isFiltered, SINCE, type JobFilter } from '../lib/job-filter';
import { VOCABULARIES } from '../lib/status';
import { replaceQuery } from '../state/router';
import { savedFilters } from '../state/saved-filters';
import type { FieldErrors } from '../state/use-action';
import { vocabulary } from '../state/vocabulary';
import { Button, IconButton, statusText } from '../ui/basics';
import { FilterError, FilterInput } from '../ui/filter-input';
import { later } from '../ui/later';

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
      <Saved filter={filter} />
      {isFiltered(filter) && (
        <Button look="quiet" onClick={() => onChange({ status: [], plugin: '', user: '', since: '', from: '', to: '' })}>
          {t('jobs.filter.clear')}
        </Button>
      )}
    </div>
  );
}

const SavedFilterDialog = later(async () => (await import('./saved-filter-dialog')).SavedFilterDialog);

/** What was saved of this backend's list, to choose from; and this filter, to be saved. */
function Saved({ filter }: { filter: JobFilter }) {
  const [asked, setAsked] = useState(false);
  const query = filterQuery({ ...filter, page: 1 }).toString();
  const saved = savedFilters.value;
  const known = saved.find((other) => other.query === query);
  return (
    <>
      {saved.length > 0 && (
        <select
          aria-label={t('filters.saved')}
          value={known?.query ?? ''}
          onChange={(event) => replaceQuery(new URLSearchParams(event.currentTarget.value))}
        >
          <option value="" hidden>
            {t('filters.saved')}
          </option>
          {saved.map(({ name, query: address }) => (
            <option key={name} value={address}>
              {name}
            </option>
          ))}
        </select>
      )}
      {query !== '' && (
        <IconButton icon="star" label={t(known ? 'filters.edit' : 'filters.save')} aria-pressed={Boolean(known)} onClick={() => setAsked(true)} />
      )}
      {asked && <SavedFilterDialog query={query} known={known} onClose={() => setAsked(false)} />}
    </>
  );
}
