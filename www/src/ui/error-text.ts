// What is told of a failure.
import { ClientError } from 'synapse-backend-client';
import { t } from '../i18n';

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What helps to find the request in the backend's own logs, and what to beware of. */
export function detailOf(error: unknown): string {
  if (!ClientError.isInstance(error)) return '';
  const applied = error.mayHaveBeenApplied ? t('common.mayHaveBeenApplied') : '';
  const id = error.requestId ? t('common.requestId', { id: error.requestId }) : '';
  return [applied, id].filter(Boolean).join(' ');
}
