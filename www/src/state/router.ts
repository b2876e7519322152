// The router. The address is in the fragment, so that the console works in any folder of any file server.
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

/** An address that was cut within a percent-encoded character is still an address. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const route = signal<Route>(read());

let moves = 0;
/** What would be lost when the user leaves the page. */
let held = 0;
let saved = false;

/** Each entry of the history has a number, which shows the direction of a step, and finds the scroll position of its page. */
const before = numberOf(history.state);
let at = before ?? 0;
const tops = recallTops();
let topNow = 0;
let returning = false;

/** If a browser forbids storage, positions are kept until the console is closed. */
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
    // Storage is forbidden: see above.
  }
}

function numberOf(state: unknown): number | undefined {
  const number = (state as { at?: unknown } | null)?.at;
  return typeof number === 'number' ? number : undefined;
}

// After a reload, or when the user returns from another site, the page scrolls to its position as soon as it is long enough, unless there is input
// before.
const topBefore = before === undefined ? 0 : (tops.get(before) ?? 0);
const growth = new ResizeObserver(() => {
  if (window.scrollY < topBefore) window.scrollTo(0, topBefore);
  else growth.disconnect();
});
growth.observe(document.body);
for (const input of ['wheel', 'pointerdown', 'keydown', 'hashchange']) window.addEventListener(input, () => growth.disconnect(), { once: true });

history.replaceState({ at }, '');
// Pages are rendered again when the user goes back, so their scroll positions are stored here.
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
    // The new entry stays as it was.
    returning = true;
    return history.go(at - next);
  }
  topNow = known === undefined ? 0 : (tops.get(next) ?? 0);
  at = next;
  noteMove();
  // Overlays close with the page.
  overlay.value = null;
  route.value = read();
});

/** Until the returned function is called, the user is asked before they leave the page. */
export function hold(): () => void {
  held += 1;
  return () => (held -= 1);
}

/** Asks the user, if something would be lost. */
export function mayLeave(): boolean {
  return held === 0 || window.confirm(t('common.leave'));
}

/** The next page is opened by the user. */
export function noteMove(): void {
  moves += 1;
}

/** Whether this page was opened from another page of the console. */
export function moved(): boolean {
  return moves > 0;
}

/** The initial scroll position of the page: its top, or its last position when the user goes back to it. */
export function topOfPage(): number {
  return topNow;
}

export function href(path: readonly (string | number)[], query?: URLSearchParams): string {
  const search = query?.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

/** Leaves a page whose work is done, without asking. */
export function navigate(path: readonly (string | number)[], query?: URLSearchParams): void {
  const target = href(path, query);
  saved = target !== location.hash;
  location.hash = target;
}

/** Changes the query of the current page, and replaces its history entry. */
export function replaceQuery(query: URLSearchParams): void {
  history.replaceState(history.state, '', href(route.value.path, query));
  route.value = read();
}
