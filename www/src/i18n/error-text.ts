// What is told of a failure.
import { ClientError } from 'synapse-backend-client';
import { t } from '.';
import { isUnreachable } from '../lib/unreachable';

export function messageOf(error: unknown): string {
  if (isUnreachable(error)) return t(`error.${error.code}`);
  return error instanceof Error ? error.message : String(error);
}

/** What helps to find the request in the backend's own logs, and what to beware of. */
export function detailOf(error: unknown): string {
  if (!ClientError.isInstance(error)) return '';
  const technical = isUnreachable(error) ? error.message : '';
  const applied = error.mayHaveBeenApplied ? t('common.mayHaveBeenApplied') : '';
  return [applied, technical, requestIdText(error.requestId)].filter(Boolean).join(' ');
}

/** Empty where the backend gave none. */
export function requestIdText(id: string | null | undefined): string {
  return id ? t('common.requestId', { id }) : '';
}
