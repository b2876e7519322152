// A job's status: the words differ between backends, what they mean does not.

export type StatusKind = 'queued' | 'running' | 'success' | 'failure' | 'stopped' | 'unknown';

const KINDS: Record<string, StatusKind> = {
  queued: 'queued',
  pending: 'queued',
  running: 'running',
  completed: 'success',
  succeeded: 'success',
  failed: 'failure',
  stopped: 'stopped',
  cancelled: 'stopped',
};

/** The words that a backend says and understands, in a run's order. */
export const VOCABULARIES = {
  document: ['queued', 'running', 'completed', 'failed'],
  current: ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED'],
} as const;

export type Vocabulary = keyof typeof VOCABULARIES;

export function kindOf(status: string): StatusKind {
  return KINDS[status.toLowerCase()] ?? 'unknown';
}

/** A status that nobody knows may still change. */
export function isEnded(status: string): boolean {
  return ['success', 'failure', 'stopped'].includes(kindOf(status));
}

/** Which words a backend speaks, told from one of them; undefined where that word could be anybody's. */
export function vocabularyOf(status: string): Vocabulary | undefined {
  return (Object.keys(VOCABULARIES) as Vocabulary[]).find((name) => (VOCABULARIES[name] as readonly string[]).includes(status));
}
