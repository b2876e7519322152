// The backend's clock, which may differ from the device's. Its times are compared with its own clock.

/** How far it is ahead, in ms. */
let ahead = 0;
/** The `Date` of an answer has whole seconds, and the answer took some time. */
const SLACK = 2000;

/** From the `Date` of an answer, if the page may read it: on another origin, only if the backend exposes it. */
export function noteDate(date: string | undefined): void {
  const told = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(told)) ahead = Math.abs(told) > SLACK ? told : 0;
}

/** Another backend has another clock. */
export function resetClock(): void {
  ahead = 0;
}

export function serverNow(): number {
  return Date.now() + ahead;
}
