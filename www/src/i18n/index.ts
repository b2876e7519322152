// The console's words. English is at hand, but for what is loaded later; another language is loaded when it is chosen.
import { signal } from '@preact/signals';
import { en, type MessageKey, type Messages } from './en';
import type { enLater } from './en-later';

export type { MessageKey };

export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

/** Whole once what needs the rest is loaded: see `withWords`. */
const english = { ...en } as Messages;

const LOADERS: Record<Language, () => Promise<Messages>> = {
  en: async () => english,
  ko: async () => (await import('./ko')).ko,
};

export const language = signal<Language>('en');
const messages = signal<Messages>(english);

export function addWords(words: typeof enLater): void {
  Object.assign(english, words);
}

/** What is loaded when it is gone to, and its words with it. */
export async function withWords<T>(loading: Promise<T>): Promise<T> {
  const [loaded, { enLater }] = await Promise.all([loading, import('./en-later')]);
  addWords(enLater);
  return loaded;
}

/** A message with its `{name}` places filled in. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages.value[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export async function setLanguage(wanted: Language): Promise<void> {
  messages.value = await LOADERS[wanted]();
  language.value = wanted;
}

/** What the browser asks for, where the console speaks it. */
export function preferredLanguage(): Language {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((code): code is Language => code in LANGUAGES) ?? 'en';
}
