// What of a log somebody looks at, as it stands in an address: `?level=error&level=warning&search=disk`.
import { LEVELS, type Level } from './lines';

export interface LogShown {
  query: string;
  levels: ReadonlySet<Level>;
}

export const ALL_SHOWN: LogShown = { query: '', levels: new Set(LEVELS) };

export function parseShown(query: URLSearchParams): LogShown {
  const words = query.getAll('level');
  return {
    query: query.get('search') ?? '',
    levels: words.length === 0 ? ALL_SHOWN.levels : new Set(LEVELS.filter((level) => words.includes(level))),
  };
}

/** Beside what else is in the address; only what differs from all that there is. */
export function withShown(address: URLSearchParams, { query, levels }: LogShown): URLSearchParams {
  const changed = new URLSearchParams(address);
  changed.delete('level');
  changed.delete('search');
  if (levels.size < LEVELS.length) for (const level of levels.size > 0 ? levels : ['none']) changed.append('level', level);
  if (query !== '') changed.set('search', query);
  return changed;
}

export function isSameShown(a: LogShown, b: LogShown): boolean {
  return a.query === b.query && a.levels.size === b.levels.size && [...a.levels].every((level) => b.levels.has(level));
}
