// Formats measured values with enough digits to compare them.

const SMALLEST = 1e-4;
const LARGEST = 1e15;

/** The text of a single value. */
export function measure(value: number, language: string): string {
  return written(value, language, 'standard');
}

/** The short text of a value on an axis, such as `1.5M`. */
export function brief(value: number, language: string): string {
  return written(value, language, 'compact');
}

function written(value: number, language: string, notation: 'standard' | 'compact'): string {
  const size = Math.abs(value);
  const isFar = value !== 0 && (size < SMALLEST || size >= LARGEST);
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 6, notation: isFar ? 'scientific' : notation }).format(value);
}
