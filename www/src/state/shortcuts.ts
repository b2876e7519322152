// The keyboard: single keys, and `g` followed by a section's letter. Never while somebody types.
import { overlay } from './overlays';
import { href } from './router';

const GO: Record<string, string> = { j: 'jobs', p: 'plugins', v: 'serve', s: 'storages', a: 'agents' };
const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** The letter on the key, also while a Korean keyboard writes ㅎ with it. */
function keyOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter && !/^[a-z]$/i.test(key) ? letter.toLowerCase() : key;
}

export function listenToShortcuts(): void {
  let wentAt = 0;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const key = keyOf(event);
    const section = event.timeStamp - wentAt < SEQUENCE_MS ? GO[key] : undefined;
    wentAt = key === 'g' ? event.timeStamp : 0;
    if (section) location.hash = href([section]);
    else if (key === '?') overlay.value = 'help';
    else if (key === '/') focusSearch(event);
    else press(event.shiftKey ? `Shift+${key.toUpperCase()}` : key.toUpperCase());
  });
}

/** A button may name the key that presses it. */
function press(keys: string): void {
  document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${CSS.escape(keys)}"]`)?.click();
}

/** Each page marks the one control that searches it. */
function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}
