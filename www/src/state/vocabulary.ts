// The backend's vocabulary of job statuses, learned from the jobs that it returns.
import { signal } from '@preact/signals';
import { vocabularyOf, type Vocabulary } from '../lib/status';

export const vocabulary = signal<Vocabulary>('document');

export function learnVocabulary(jobs: readonly { status: unknown }[]): void {
  const learned = jobs.map(({ status }) => vocabularyOf(status)).find(Boolean);
  if (learned) vocabulary.value = learned;
}
