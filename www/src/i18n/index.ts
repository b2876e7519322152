// The console's messages. English is built in, except for parts that are loaded later. Another language is loaded when it is chosen.
import { signal } from '@preact/signals';
import { en, type MessageKey, type Messages } from './en';
import type { enLater } from './en-later';

export type { MessageKey };

export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

/** Complete after the later messages were loaded: see `withWords`. */
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

/** Loads a part together with its messages. */
export async function withWords<T>(loading: Promise<T>): Promise<T> {
  const [loaded, { enLater }] = await Promise.all([loading, import('./en-later')]);
  addWords(enLater);
  return loaded;
}

/** A message with values for its `{name}` placeholders. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages.value[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export async function setLanguage(wanted: Language): Promise<void> {
  messages.value = await LOADERS[wanted]();
  language.value = wanted;
}

/** The preferred language of the browser, if the console supports it. */
export function preferredLanguage(): Language {
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((code): code is Language => code in LANGUAGES) ?? 'en';
}
