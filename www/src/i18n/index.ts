// The console's words. English is at hand; another language is loaded when it is chosen.
import { signal } from '@preact/signals';
import { en, type MessageKey, type Messages } from './en';

export type { MessageKey };

export const LANGUAGES = { en: 'English', ko: '한국어' } as const;
export type Language = keyof typeof LANGUAGES;

const LOADERS: Record<Language, () => Promise<Messages>> = {
  en: async () => en,
  ko: async () => (await import('./ko')).ko,
};

export const language = signal<Language>('en');
const messages = signal<Messages>(en);

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
