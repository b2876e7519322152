// A job's status: the words differ between backends, and the client knows what they mean.
import { jobState } from 'synapse-backend-client';

export type StatusKind = 'queued' | 'running' | 'success' | 'failure' | 'stopped' | 'unknown';

const KINDS = { queued: 'queued', running: 'running', succeeded: 'success', failed: 'failure', stopped: 'stopped' } as const;

/** The words that a backend says and understands, in a run's order. */
export const VOCABULARIES = {
  document: ['queued', 'running', 'completed', 'failed'],
  current: ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED'],
} as const;

export type Vocabulary = keyof typeof VOCABULARIES;

/** What backends call a status is a text; one that is none is no word at all. */
export function wordOf(status: unknown): string {
  return typeof status === 'string' ? status : '';
}

export function kindOf(status: unknown): StatusKind {
  const state = jobState({ status });
  // A job goes on, too, whose status the client does not know.
  return state === 'running' && wordOf(status).toLowerCase() !== 'running' ? 'unknown' : KINDS[state];
}

/** The word for a job that was stopped; undefined where the backend has none. */
export function stoppedWord(vocabulary: Vocabulary): string | undefined {
  return VOCABULARIES[vocabulary].find((word) => kindOf(word) === 'stopped');
}

/** A status that nobody knows may still change. */
export function isEnded(status: unknown): boolean {
  return ['success', 'failure', 'stopped'].includes(kindOf(status));
}

/** Which words a backend speaks, told from one of them; undefined where that word could be anybody's. */
export function vocabularyOf(status: unknown): Vocabulary | undefined {
  return (Object.keys(VOCABULARIES) as Vocabulary[]).find((name) => (VOCABULARIES[name] as readonly unknown[]).includes(status));
}
