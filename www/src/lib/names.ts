// What things are called, whatever a backend leaves out.
import { isObject } from './is-object';

/** Whatever a backend sends in the place of a word. */
export function wordsOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
}

/** Its name; `#id` where it has none, for a link without text leads nowhere. */
export function nameOf({ id, name }: { id?: unknown; name?: unknown }): string {
  return typeof name === 'string' && name.trim() !== '' ? name : `#${wordsOf(id)}`;
}

const WORDS = ['name', 'username', 'code', 'email'];

/** Of what a backend tells by its id, or expands. */
export function referenceOf(value: unknown): string {
  const words = isObject(value) ? [...WORDS.map((name) => value[name]), value['id']] : [value];
  return String(words.find((one) => typeof one === 'number' || (typeof one === 'string' && one.trim())) ?? '–');
}

/** The id of what a backend tells by it, or expands; null where there is none to ask for it by. */
export function idOf(reference: unknown): string | null {
  const id = isObject(reference) ? reference['id'] : reference;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

const PER_CENT = /^\s*(-?[\d.]+)\s*%?\s*$/;

/** Per cent; null where the backend says none. */
export function progressOf(progress: unknown): number | null {
  const value = typeof progress === 'string' ? Number(PER_CENT.exec(progress)?.[1]) : progress;
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : null;
}
