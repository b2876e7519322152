// What in a configuration must not be shown. In doubt, it is a secret.
import { isObject } from './is-object';

export const MASK = '••••••••';

/** Anywhere in a name, whatever its words are joined with. */
const PARTS = /secret|passw|passphrase|passcode|token|credential|private|signature|connectionstring|cookie|keys?$/;
/** Only as a word of its own: `authKey`, but not `author`. */
const WORDS = new Set(['key', 'keys', 'pass', 'pwd', 'pw', 'pin', 'otp', 'sas', 'sig', 'auth', 'authorization', 'bearer', 'jwt', 'pem', 'dsn', 'cert']);

/** `accountKey`, `account_key`, `ACCOUNT-KEY` and `accountkey` are all the same. */
export function isSecret(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return words.some((word) => WORDS.has(word)) || PARTS.test(words.join(''));
}

/** What names the thing in `{ name: 'password', value: '…' }`. */
const NAMES = ['name', 'key', 'field', 'id', 'label', 'param', 'parameter', 'env', 'variable', 'header'];
const IDENTIFIER = /^[\w. -]{1,60}$/;
/** What may be said of a secret. */
const HARMLESS = [...NAMES, 'type', 'kind', 'description', 'required'];

/** A copy without any secret in it, however deep: what it returns may be put into the page. */
export function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) {
    const [name] = value;
    return value.length === 2 && typeof name === 'string' && isSecret(name) ? [name, MASK] : value.map(masked);
  }
  if (!isObject(value)) return value;
  const named = NAMES.some((name) => {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof given === 'string' && IDENTIFIER.test(given) && isSecret(given);
  });
  const show = (key: string, item: unknown) => {
    if (named) return HARMLESS.includes(key.toLowerCase()) ? masked(item) : MASK;
    return isSecret(key) ? MASK : masked(item);
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, show(key, item)]));
}

const USER_INFO = /([a-z][a-z\d+.-]*:\/\/)[^/?#\s]*@/gi;
/** The name in `name=value` and `name: value`: of connection strings, queries, headers and `.env` files. */
const PAIR = /([\p{L}\d_.-]+)["']?\s*[=:]/gu;
/** Keys that are known by their looks. */
const LOOKS = /-----BEGIN|\beyJ[\w-]+\.[\w-]+\.|\b(?:AKIA|ASIA)[A-Z\d]{12,}|\bgh[pousr]_\w{20,}|\bsk-[\w-]{16,}|\bxox[a-z]-[\w-]{8,}/;

/** Secrets also hide in texts: URLs with a password, connection strings, whole configurations. */
function maskedText(text: string): string {
  const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  if (inner !== undefined) return JSON.stringify(masked(inner));
  if (LOOKS.test(text)) return MASK;
  return text
    .replace(USER_INFO, `$1${MASK}@`)
    .split(/([;&\r\n])/)
    .map(maskedPair)
    .join('');
}

/** Where a secret ends is not known: all that follows its name goes. */
function maskedPair(text: string): string {
  for (const { 0: whole, 1: name = '', index } of text.matchAll(PAIR)) {
    if (isSecret(name)) return text.slice(0, index + whole.length) + MASK;
  }
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Its last characters, where it is so long that they give nothing away. */
export function tokenEnd(token: string): string {
  return MASK + (token.length >= 20 ? token.slice(-4) : '');
}
