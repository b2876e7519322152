// What things are called, whatever a backend leaves out.
import { isObject } from './is-object';

/** Its name; `#id` where it has none, for a link without text leads nowhere. */
export function nameOf({ id, name }: { id?: unknown; name?: unknown }): string {
  return typeof name === 'string' && name.trim() !== '' ? name : `#${String(id)}`;
}

const WORDS = ['name', 'username', 'code', 'email'];

/** Of what a backend tells by its id, or expands. */
export function referenceOf(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (!isObject(value)) return String(value);
  const word = WORDS.map((name) => value[name]).find((text) => typeof text === 'string' && text.trim() !== '');
  return String(word ?? value['id'] ?? '–');
}

/** Per cent; null where the backend says none. */
export function progressOf(progress: unknown): number | null {
  const value = typeof progress === 'string' && progress.trim() !== '' ? Number(progress) : progress;
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : null;
}
