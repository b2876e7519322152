import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { savedFilters, saveFilters, type SavedFilter } from '../state/saved-filters';
import { Button } from '../ui/basics';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';

interface SavedFilterDialogProps {
  /** The filter in the address. */
  query: string;
  /** The same filter, if it is already saved. */
  known: SavedFilter | undefined;
  onClose: () => void;
}

/** Names, renames or deletes a filter. */
export function SavedFilterDialog({ query, known, onClose }: SavedFilterDialogProps) {
  const [name, setName] = useState(known?.name ?? '');
  const others = savedFilters.value.filter((other) => other !== known);
  const isTaken = others.some((other) => other.name === name.trim());
  const isBlank = name !== '' && name.trim() === '';
  const finish = (filters: SavedFilter[]) => {
    saveFilters(filters);
    onClose();
  };
  return (
    <Dialog title={t(known ? 'filters.edit' : 'filters.save')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() && !isTaken) finish([...others, { name: name.trim(), query }].sort((a, b) => a.name.localeCompare(b.name)));
        }}
      >
        <TextField
          label={t('common.name')}
          value={name}
          onValue={setName}
          errors={isTaken ? [t('filters.taken')] : isBlank ? [t('field.required')] : []}
          hint={t('filters.hint')}
          autocomplete="off"
          required
          autofocus
        />
        <div class="form-actions">
          {known && (
            <Button look="danger" onClick={() => finish(others)}>
              {t('filters.forget')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
