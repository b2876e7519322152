// Finds the position of the error in JSON that a user types. Engines report it in different ways, and some give no position.

export interface JsonFault {
  line: number;
  column: number;
}

export type JsonOutcome = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

export function parseJson(text: string): JsonOutcome {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const before = text.slice(0, faultIndex(text)).split('\n');
    return { ok: false, fault: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
  }
}

/**
 * A number that JavaScript cannot keep exactly, if there is one: with too many digits, too large, too small, or -0. It must not be sent, because it
 * has been changed, here or when it was parsed.
 */
export function inexactNumber(text: string): string | undefined {
  // Strings are skipped, with the digits in them.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)) {
    if (!token.startsWith('"') && !isKept(token)) return token;
  }
  return undefined;
}

const PLAIN = /^-?\d{1,15}$/;

function isKept(token: string): boolean {
  const value = Number(token);
  if (Number.isNaN(value)) return true;
  if (value === 0) return !token.startsWith('-') && digitsOf(token) === '';
  if (PLAIN.test(token)) return true;
  if (/^-?\d+(?:\.0*)?$/.test(token)) return Number.isSafeInteger(value);
  // Every reader rounds a fraction, but not a whole number, however it is written.
  return Number.isFinite(value) && (!Number.isInteger(value) || digitsOf(token) === digitsOf(String(value)));
}

/** Without the sign, the exponent, and zeros at both ends. */
function digitsOf(token: string): string {
  const [digits = ''] = token.replace(/[-.]/g, '').split(/e/i);
  return digits.replace(/^0+|0+$/g, '');
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** The index of the first invalid character. */
function faultIndex(text: string): number {
  const scanner = new Scanner(text);
  return scanner.value() && scanner.atEnd() ? text.length : scanner.index;
}

/** Each method reads what its name says and returns whether it was there. If not, `index` is the error. */
class Scanner {
  index = 0;

  constructor(readonly text: string) {}

  value(): boolean {
    this.match(SPACE);
    if (this.skip('{')) return this.items('}', () => this.member());
    if (this.skip('[')) return this.items(']', () => this.value());
    return this.match(STRING) || this.match(SCALAR);
  }

  atEnd(): boolean {
    this.match(SPACE);
    return this.index === this.text.length;
  }

  private member(): boolean {
    this.match(SPACE);
    return this.match(STRING) && this.token(':') && this.value();
  }

  private items(close: string, item: () => boolean): boolean {
    if (this.token(close)) return true;
    do {
      if (!item()) return false;
    } while (this.token(','));
    return this.token(close);
  }

  private token(character: string): boolean {
    this.match(SPACE);
    return this.skip(character);
  }

  private skip(character: string): boolean {
    const there = this.text[this.index] === character;
    if (there) this.index += 1;
    return there;
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.index;
    const found = pattern.test(this.text);
    if (found) this.index = pattern.lastIndex;
    return found;
  }
}
