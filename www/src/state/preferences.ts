// The user's preferences: theme, language, display of logs.
import { effect, signal, type Signal } from '@preact/signals';
import { LANGUAGES, language, preferredLanguage, setLanguage, type Language } from '../i18n';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** A signal whose value is stored on the device. Browsers that forbid storage use the default each time. */
export function kept<T extends string>(name: string, initial: T, allowed: readonly string[]): Signal<T> {
  const key = `synapse-console.${name}`;
  const preference = signal<T>(initial);
  try {
    const stored = localStorage.getItem(key);
    if (stored !== null && allowed.includes(stored)) preference.value = stored as T;
    effect(() => localStorage.setItem(key, preference.value));
  } catch {
    // Storage is forbidden: see above.
  }
  return preference;
}

/** The named filters of the job list: see saved-filters.ts. */
export const SAVED = 'synapse-console.filters';

export function isStored(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

export const theme = kept<Theme>('theme', 'auto', THEMES);
export const chosenLanguage = kept<Language>('language', preferredLanguage(), Object.keys(LANGUAGES));

export function applyPreferences(): void {
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
  effect(() => {
    document.documentElement.lang = language.value;
  });
  effect(() => {
    setLanguage(chosenLanguage.value).catch(() => {});
  });
}
