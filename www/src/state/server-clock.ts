// The backend's clock, which need not be this device's: times that it tells are compared with its own.

/** Ms that it is ahead. */
let ahead = 0;
/** What an answer's `Date` says is a second long, and was on its way. */
const SLACK = 2000;

/** Of an answer's `Date`, where the page may read it: on another origin, only if the backend exposes it. */
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
