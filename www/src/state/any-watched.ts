// Whether jobs are watched in this tab: what watches them is loaded only then.

/** Of the keys in the tab's storage, one for each backend. */
export const PREFIX = 'synapse-console.watched ';

export function isAnyWatched(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}
