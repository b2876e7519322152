// The saved filters for this backend's jobs.
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { replaceQuery } from '../state/router';
import { savedFilters } from '../state/saved-filters';
import { IconButton } from '../ui/basics';
import { SavedFilterDialog } from './saved-filter-dialog';

/** The menu of saved filters, with the filter in the address, which can be saved. */
export function SavedFilters({ query }: { query: string }) {
  const [asked, setAsked] = useState(false);
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
