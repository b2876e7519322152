// Keyboard shortcuts: single keys, and `g` followed by a section's letter, except while the user types; and the palette, always.
import { overlay } from './overlays';
import { href } from './router';

const GO: Record<string, string> = { j: 'jobs', p: 'plugins', v: 'serve', s: 'storages', a: 'agents' };
const SEQUENCE_MS = 1200;
const CONTROL = 'a, button:not(:disabled)';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** The letter on the key, also if a Korean keyboard layout writes ㅎ with it. */
function keyOf({ key, code }: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter && !/^[a-z]$/i.test(key) ? letter.toLowerCase() : key;
}

export function listenToShortcuts(): void {
  let wentAt = -Infinity;
  document.addEventListener('keydown', (event) => {
    if (isPaletteKey(event)) return openPalette(event);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const key = keyOf(event);
    const section = event.timeStamp - wentAt < SEQUENCE_MS ? GO[key] : undefined;
    wentAt = key === 'g' ? event.timeStamp : -Infinity;
    if (section) location.hash = href([section]);
    else if (key === '?') overlay.value = 'help';
    else if (key === '/') focusSearch(event);
    else if (key === 'j') goInList(1);
    else if (key === 'k') goInList(-1);
    else press(event.shiftKey ? `Shift+${key.toUpperCase()}` : key.toUpperCase());
  });
}

function isPaletteKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK';
}

function openPalette(event: KeyboardEvent): void {
  // The browser's own shortcut is not wanted in either case.
  event.preventDefault();
  if (!document.querySelector('dialog[open]')) overlay.value = 'palette';
}

/** Moves to the row after or before the focused one. Enter activates its first control. */
function goInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll('#content tbody tr')].filter((row) => row.querySelector(CONTROL));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = at < 0 ? rows.at(step > 0 ? 0 : -1) : rows[at + step];
  const control = row?.querySelector<HTMLElement>(CONTROL);
  control?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

/** A button may name the key that presses it. */
function press(keys: string): void {
  document.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${CSS.escape(keys)}"]`)?.click();
}

/** Each page marks the control that searches it. */
function focusSearch(event: KeyboardEvent): void {
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}
