// Display names, whatever fields a backend leaves out.
import { isObject } from './is-object';

/** A backend may send any type instead of a text. `…`: nested more deeply than the stack allows. */
export function wordsOf(value: unknown): string {
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
  } catch {
    return '…';
  }
}

/** The name, or `#id`, because a link without text cannot be clicked. */
export function nameOf({ id, name }: { id?: unknown; name?: unknown }): string {
  return typeof name === 'string' && name.trim() !== '' ? name : `#${wordsOf(id)}`;
}

const WORDS = ['name', 'username', 'code', 'email'];

/** The name of an object that is an id or expanded. */
export function referenceOf(value: unknown): string {
  const words = isObject(value) ? [...WORDS.map((name) => value[name]), value['id']] : [value];
  return String(words.find((one) => typeof one === 'number' || (typeof one === 'string' && one.trim())) ?? '–');
}

/** The id of an object that is an id or expanded; null if there is none. */
export function idOf(reference: unknown): string | null {
  const id = isObject(reference) ? reference['id'] : reference;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

const PER_CENT = /^\s*(-?[\d.]+)\s*%?\s*$/;

/** In percent; null if the backend sends none. */
export function progressOf(progress: unknown): number | null {
  const value = typeof progress === 'string' ? Number(PER_CENT.exec(progress)?.[1]) : progress;
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : null;
}
