// Merges the changes that two people make to a record at the same time.
import { isObject } from './is-object';

const ABSENT = Symbol('absent');

type Fields = Record<string, unknown>;

/** Applies the changes of the form, made to `base`, to `theirs`. Returns the fields to send, and the fields that both have changed. */
export function rebase(base: Fields, changes: Fields, theirs: Fields): { changes: Fields; conflicts: string[] } {
  const merged = Object.entries(changes).map(([name, mine]) => [name, mergeChanges(given(base[name]), mine, given(theirs[name]))] as const);
  return {
    changes: Object.fromEntries(merged.map(([name, outcome]) => [name, outcome?.value])),
    conflicts: merged.filter(([, outcome]) => !outcome).map(([name]) => name),
  };
}

/** A missing field is empty in the form. */
function given(value: unknown): unknown {
  return value ?? '';
}

/** Applies the changes from `base` to `mine` to `theirs`. Null if both changed the same thing in different ways. */
export function mergeChanges(base: unknown, mine: unknown, theirs: unknown): { value: unknown } | null {
  if (isSame(mine, theirs) || isSame(base, theirs)) return { value: mine };
  if (isSame(base, mine)) return { value: theirs };
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return null;
  const entries: [string, unknown][] = [];
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const merged = mergeChanges(fieldOf(base, key), fieldOf(mine, key), fieldOf(theirs, key));
    if (!merged) return null;
    if (merged.value !== ABSENT) entries.push([key, merged.value]);
  }
  return { value: Object.fromEntries(entries) };
}

function fieldOf(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : ABSENT;
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}
