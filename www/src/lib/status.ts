// Statuses of jobs. The words differ between backends, and the client knows their meaning.
import { jobState } from 'synapse-backend-client';

export type StatusKind = 'queued' | 'running' | 'success' | 'failure' | 'stopped' | 'unknown';

const KINDS = { queued: 'queued', running: 'running', succeeded: 'success', failed: 'failure', stopped: 'stopped' } as const;

/** The words of a backend, in the order of a run. */
export const VOCABULARIES = {
  document: ['queued', 'running', 'completed', 'failed'],
  current: ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED'],
} as const;

export type Vocabulary = keyof typeof VOCABULARIES;

/** A status should be a text. Any other value counts as empty. */
export function wordOf(status: unknown): string {
  return typeof status === 'string' ? status : '';
}

export function kindOf(status: unknown): StatusKind {
  const state = jobState({ status });
  // A job with an unknown status counts as running, as in the client.
  return state === 'running' && wordOf(status).toLowerCase() !== 'running' ? 'unknown' : KINDS[state];
}

/** The word for a stopped job; undefined if the backend has none. */
export function stoppedWord(vocabulary: Vocabulary): string | undefined {
  return VOCABULARIES[vocabulary].find((word) => kindOf(word) === 'stopped');
}

/** An unknown status may still change. */
export function isEnded(status: unknown): boolean {
  return ['success', 'failure', 'stopped'].includes(kindOf(status));
}

/** The vocabulary of a backend, derived from one word; undefined if both vocabularies contain the word. */
export function vocabularyOf(status: unknown): Vocabulary | undefined {
  return (Object.keys(VOCABULARIES) as Vocabulary[]).find((name) => (VOCABULARIES[name] as readonly unknown[]).includes(status));
}
