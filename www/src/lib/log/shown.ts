// The search and the levels of a log in an address: `?level=error&level=warning&search=disk`, or `?pattern=di.k`.
import { LEVELS, type Level } from './lines';

export interface LogShown {
  query: string;
  /** The query is a regular expression. */
  isPattern: boolean;
  levels: ReadonlySet<Level>;
}

export const ALL_SHOWN: LogShown = { query: '', isPattern: false, levels: new Set(LEVELS) };

export function parseShown(query: URLSearchParams): LogShown {
  const words = query.getAll('level');
  return {
    query: query.get('pattern') ?? query.get('search') ?? '',
    isPattern: query.has('pattern'),
    levels: words.length === 0 ? ALL_SHOWN.levels : new Set(LEVELS.filter((level) => words.includes(level))),
  };
}

/** Keeps the rest of the address. Adds only differences from the whole log. */
export function withShown(address: URLSearchParams, { query, isPattern, levels }: LogShown): URLSearchParams {
  const changed = new URLSearchParams(address);
  changed.delete('level');
  changed.delete('search');
  changed.delete('pattern');
  if (levels.size < LEVELS.length) for (const level of levels.size > 0 ? levels : ['none']) changed.append('level', level);
  if (query !== '' || isPattern) changed.set(isPattern ? 'pattern' : 'search', query);
  return changed;
}

export function isSameShown(a: LogShown, b: LogShown): boolean {
  return a.query === b.query && a.isPattern === b.isPattern && a.levels.size === b.levels.size && [...a.levels].every((level) => b.levels.has(level));
}
