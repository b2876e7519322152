// Where the person is. The address is in the fragment, so that the console works from any folder of any file server.
import { signal } from '@preact/signals';
import { t } from '../i18n';
import { overlay } from './overlays';

export interface Route {
  /** `#/jobs/12?line=3` → `['jobs', '12']` */
  path: string[];
  query: URLSearchParams;
}

export const HOME = 'jobs';
const TOPS = 'synapse-console.tops';

function read(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const segments = path.split('/').filter(Boolean).map(decode);
  return { path: segments.length > 0 ? segments : [HOME], query: new URLSearchParams(query) };
}

/** An address that somebody cut in the middle of an escape is still an address. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const route = signal<Route>(read());

let moves = 0;
/** How much of the page would be lost with it. */
let held = 0;
let saved = false;

/** Each entry of the history has a number: so it is known which way a step goes, and where its page was scrolled to. */
const before = numberOf(history.state);
let at = before ?? 0;
const tops = recallTops();
let topNow = 0;
let returning = false;

/** Where a browser forbids storage, it is known until the console is left. */
function recallTops(): Map<number, number> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(TOPS) ?? '[]') as [number, number][]);
  } catch {
    return new Map();
  }
}

function keepTops(): void {
  try {
    sessionStorage.setItem(TOPS, JSON.stringify([...tops]));
  } catch {
    // See above.
  }
}

function numberOf(state: unknown): number | undefined {
  const number = (state as { at?: unknown } | null)?.at;
  return typeof number === 'number' ? number : undefined;
}

// Reloaded, or come back to from another site, a page is gone down as soon as it is that long, unless somebody does anything first.
const topBefore = before === undefined ? 0 : (tops.get(before) ?? 0);
const growth = new ResizeObserver(() => {
  if (window.scrollY < topBefore) window.scrollTo(0, topBefore);
  else growth.disconnect();
});
growth.observe(document.body);
for (const input of ['wheel', 'pointerdown', 'keydown', 'hashchange']) window.addEventListener(input, () => growth.disconnect(), { once: true });

history.replaceState({ at }, '');
// Pages are made anew when they are gone back to: where they were is known here.
history.scrollRestoration = 'manual';
window.addEventListener('scroll', () => tops.set(at, window.scrollY), { passive: true });
window.addEventListener('pagehide', keepTops);

window.addEventListener('hashchange', () => {
  if (returning) return void (returning = false);
  const known = numberOf(history.state);
  const next = known ?? at + 1;
  if (known === undefined) history.replaceState({ at: next }, '');
  const stay = !saved && !mayLeave();
  saved = false;
  if (stay) {
    // The entry that was gone to stays as it was.
    returning = true;
    return history.go(at - next);
  }
  topNow = known === undefined ? 0 : (tops.get(next) ?? 0);
  at = next;
  noteMove();
  // What is in front of a page goes with it.
  overlay.value = null;
  route.value = read();
});

/** Until the answer is called, nobody leaves the page without being asked. */
export function hold(): () => void {
  held += 1;
  return () => (held -= 1);
}

/** Asks, where something holds the page. */
export function mayLeave(): boolean {
  return held === 0 || window.confirm(t('common.leave'));
}

/** Whatever page comes next is one that somebody goes to. */
export function noteMove(): void {
  moves += 1;
}

/** Whether this page was gone to from another one of the console. */
export function moved(): boolean {
  return moves > 0;
}

/** Where the page begins: at its top, or where it was for who comes back to it. */
export function topOfPage(): number {
  return topNow;
}

export function href(path: readonly (string | number)[], query?: URLSearchParams): string {
  const search = query?.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

/** Goes on from a page whose work is done: nothing is asked. */
export function navigate(path: readonly (string | number)[], query?: URLSearchParams): void {
  const target = href(path, query);
  saved = target !== location.hash;
  location.hash = target;
}

/** Changes the query of the page that is shown; no step back leads to what it was. */
export function replaceQuery(query: URLSearchParams): void {
  history.replaceState(history.state, '', href(route.value.path, query));
  route.value = read();
}
