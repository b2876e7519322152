// What things are called, whatever a backend leaves out.
import { isObject } from './is-object';

/** Its name; `#id` where it has none, for a link without text leads nowhere. */
export function nameOf({ id, name }: { id?: unknown; name?: unknown }): string {
  return typeof name === 'string' && name.trim() !== '' ? name : `#${String(id)}`;
}

const WORDS = ['name', 'username', 'code', 'email'];

/** Of what a backend tells by its id, or expands. */
export function referenceOf(value: unknown): string {
  const told = isObject(value) ? [...WORDS.map((name) => value[name]), value['id']] : [value];
  return String(told.find((one) => typeof one === 'number' || (typeof one === 'string' && one.trim())) ?? '–');
}

const PER_CENT = /^\s*(-?[\d.]+)\s*%?\s*$/;

/** Per cent; null where the backend says none. */
export function progressOf(progress: unknown): number | null {
  const value = typeof progress === 'string' ? Number(PER_CENT.exec(progress)?.[1]) : progress;
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : null;
}
