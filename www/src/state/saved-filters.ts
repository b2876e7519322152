// Named filters of the job list, stored on this device for each backend.
import { computed, signal } from '@preact/signals';
import { isObject } from '../lib/is-object';
import { SAVED } from './preferences';
import { connection } from './session';

export interface SavedFilter {
  name: string;
  /** In the format of the address. */
  query: string;
}

/** By the backend's URL. */
type Stored = Record<string, SavedFilter[]>;

function read(): Stored {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(SAVED) ?? '');
    if (!isObject(stored)) return {};
    return Object.fromEntries(Object.entries(stored).map(([backend, saved]) => [backend, Array.isArray(saved) ? saved.filter(isSaved) : []]));
  } catch {
    return {};
  }
}

function isSaved(value: unknown): value is SavedFilter {
  return isObject(value) && typeof value['name'] === 'string' && typeof value['query'] === 'string';
}

const stored = signal(read());
// Another tab may have saved one in the meantime.
window.addEventListener('storage', ({ key }) => {
  if (key === SAVED) stored.value = read();
});

export const savedFilters = computed(() => stored.value[connection.value?.baseUrl ?? ''] ?? []);

export function saveFilters(filters: SavedFilter[]): void {
  stored.value = { ...read(), [connection.peek()?.baseUrl ?? '']: filters };
  try {
    localStorage.setItem(SAVED, JSON.stringify(stored.value));
  } catch {
    // A browser that forbids storage keeps them while the page is open.
  }
}
