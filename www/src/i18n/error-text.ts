// The text of a failure: first in the console's words, then in the backend's, and last the details for developers.
import { ClientError } from 'synapse-backend-client';
import { t, type MessageKey } from '.';
import { isUnreachable } from '../lib/unreachable';
import { en } from './en';

/** `404 Not Found: GET /jobs/7/: No Job matches the given query.` */
const HTTP = /^(\d{3}[^:]*: [A-Z]+ \S+?)(?:: ([\s\S]*))?$/;

/** What happened, in the user's language. */
export function titleOf(error: unknown): string {
  if (!ClientError.isInstance(error)) return error instanceof Error ? error.message : String(error);
  const key = `error.${error.code}`;
  const keys = [`${key}.${error.method}`, key].filter((one) => Object.hasOwn(en, one));
  return t((keys[0] as MessageKey | undefined) ?? 'error.http');
}

/** The message of the backend, if there is one, or that of the client for a request that it did not send. */
export function saidOf(error: unknown): string {
  if (!ClientError.isInstance(error) || isUnreachable(error)) return '';
  return error.statusCode === null ? error.message : (HTTP.exec(error.message)?.[2] ?? '');
}

export function messageOf(error: unknown): string {
  return [titleOf(error), saidOf(error)].filter(Boolean).join(' ');
}

/** Warnings, and the details that help to find the request in the backend's logs. */
export function detailOf(error: unknown): string {
  if (!ClientError.isInstance(error)) return '';
  const applied = error.mayHaveBeenApplied ? t('common.mayHaveBeenApplied') : '';
  const technical = isUnreachable(error) ? error.message : error.statusCode !== null && (HTTP.exec(error.message)?.[1] ?? error.message);
  return [applied, technical, requestIdText(error.requestId)].filter(Boolean).join(' · ');
}

/** Whether a retry may succeed. */
export function mayPass(error: unknown): boolean {
  return !ClientError.isInstance(error) || !['not_found', 'invalid_request', 'validation'].includes(error.code);
}

/** Empty if the backend sent none. */
export function requestIdText(id: string | null | undefined): string {
  return id ? t('common.requestId', { id }) : '';
}
