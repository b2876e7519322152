// Formats times, durations and numbers in the user's language.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
];

/** After this time, a date says more than "43 days ago". */
const RELATIVE_UNTIL = 30 * DAY;
/** No clock is off by more than this. Something later than this is really in the future. */
const CLOCKS_DIFFER = DAY;

const formatters = new Map<string, unknown>();

/** Cached, because Intl's constructors are slow, and a table formats hundreds of times. */
function cached<T>(key: string, make: () => T): T {
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as T;
}

/** `null` for an invalid time: backends send null, '' or no field. */
export function parseTime(value: unknown): number | null {
  if (typeof value !== 'string' || value === '') return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

export function relativeTime(time: number, now: number, language: string): string {
  // Clocks differ, so something that seems to be "in an hour" happened now.
  const difference = Math.min(0, time - now);
  if (difference < -RELATIVE_UNTIL || time - now > CLOCKS_DIFFER) {
    return cached(`date ${language}`, () => new Intl.DateTimeFormat(language, { dateStyle: 'medium' })).format(time);
  }
  const format = cached(`relative ${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' }));
  const [unit, length] = STEPS.find(([, step]) => Math.abs(difference) >= step) ?? ['second', SECOND];
  return format.format(Math.trunc(difference / length), unit);
}

export function absoluteTime(time: number, language: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'long' } as const;
  return cached(`absolute ${language}`, () => new Intl.DateTimeFormat(language, options)).format(time);
}

/** `09:04:31.250`: the time of a line in a log. */
export function clockTime(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

/** At most two units: `40ms`, `1.4s`, `42s`, `3m 20s`, `2h 5m`, `4d 1h`. */
export function duration(ms: number, language: string): string {
  // Nothing takes no time, but some clocks have only whole seconds.
  if (ms < 1) return `<${amount(1, 'second', language)}`;
  if (ms < 99.5) return amount(Math.round(ms), 'millisecond', language);
  if (ms < 10 * SECOND) return amount(ms / SECOND, 'second', language, 1);
  const first = STEPS.findIndex(([, step]) => ms >= step);
  const [unit, length] = STEPS[first]!;
  const whole = amount(Math.floor(ms / length), unit, language);
  const [smaller, step] = STEPS[first + 1] ?? [unit, length];
  const rest = Math.floor((ms % length) / step);
  return rest > 0 ? `${whole} ${amount(rest, smaller, language)}` : whole;
}

function amount(value: number, unit: string, language: string, digits = 0): string {
  const options = { style: 'unit', unit, unitDisplay: 'narrow', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return cached(`${unit} ${digits} ${language}`, () => new Intl.NumberFormat(language, options)).format(value);
}

export function count(value: number, language: string): string {
  return cached(`count ${language}`, () => new Intl.NumberFormat(language)).format(value);
}
