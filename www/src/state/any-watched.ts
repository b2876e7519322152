// Whether jobs are watched in this tab. The code that watches them is loaded only then.

/** The prefix of the storage keys, one for each backend. */
export const PREFIX = 'synapse-console.watched ';

export function isAnyWatched(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}
