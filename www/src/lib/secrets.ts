// Masks the secrets of a configuration. If in doubt, a value is a secret.
import { isObject } from './is-object';

export const MASK = '••••••••';

/** Anywhere in a name, whatever joins its words. */
const PARTS = /secret|passw|passphrase|passcode|token|credential|private|signature|connectionstring|cookie|keys?$/;
/** Only as a whole word: `authKey`, but not `author`. */
const WORDS = new Set(['key', 'keys', 'pass', 'pwd', 'pw', 'pin', 'otp', 'sas', 'sig', 'auth', 'authorization', 'bearer', 'jwt', 'pem', 'dsn', 'cert', 'rsa', 'webhook']);

/** `accountKey`, `account_key`, `ACCOUNT-KEY` and `accountkey` are equal. */
export function isSecret(name: string): boolean {
  const words = wordsIn(name);
  return words.some((word) => WORDS.has(word)) || PARTS.test(words.join(''));
}

/** Words of names whose texts may be shown. It is unknown what a field with any other name contains. */
const HARMLESS = new Set(
  `account acl address author base branch bucket catalog category charset class client cluster code color comment container count
  created database date db default description directory disk display domain driver email enabled encoding endpoint env environment
  file filename files folder format group header headers host hostname id image images input interval kind label language level limit
  location locale max method min mode model mount name namespace network optional options org organization output owner page param
  parameter path paths permissions port ports prefix priority project protocol provider proxy public ratio region replicas required
  retries root schema scheme scope server service share site size ssl stage state status style subnet suffix table tag tags team tenant
  text threshold timeout timezone title tls type updated uri url urls user username variable verify version volume zone`.split(/\s+/),
);

function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
}

function isHarmless(name: string): boolean {
  return !isSecret(name) && wordsIn(name).some((word) => HARMLESS.has(word));
}

const IDENTIFIER = /^[\w. -]{1,60}$/;
/** In lists of settings, fields that name what another field contains: `{ name: 'password', value: '…' }`. */
const NAMES = `name key k field id label title type kind format param parameter property option attribute env variable header`.split(' ');
const NAMING = new Set(NAMES);
/** The text that is shown instead of a secret. */
const SAID = new Set([...NAMES, 'description', 'required']);

/** A copy without secrets at any depth. The result may be put into the page. */
export function masked(value: unknown, name = 'text'): unknown {
  if (typeof value === 'string') return isHarmless(name) ? maskedText(value) : MASK;
  // In a list, an item may name the next one: `['token', '…']`, `['--password', '…']`.
  if (Array.isArray(value)) return value.map((item, index) => (isNaming(value[index - 1]) ? MASK : masked(item, name)));
  if (!isObject(value)) return value;
  const names = ([key, item]: [string, unknown]) =>
    (NAMING.has(key.toLowerCase()) && isNaming(item)) || (item === true && /secret|sensitive|private/i.test(key));
  const named = Object.entries(value).some(names);
  const show = (key: string, item: unknown) => {
    if (named) return SAID.has(key.toLowerCase()) ? masked(item) : MASK;
    // `{ name: 'region', value: 'us' }`
    const { name: label } = value;
    if (key === 'value' && typeof label === 'string') return masked(item, label);
    // Its fields and items have their own names, or no name that says more.
    const inner = Array.isArray(item) || isObject(item);
    return isSecret(key) ? MASK : masked(item, inner && !wordsIn(key).some((word) => HARMLESS.has(word)) ? 'unknown' : key);
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, show(key, item)]));
}

/** Whether the field says that its neighbour is a secret. */
function isNaming(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER.test(value) && isSecret(value);
}

const USER_INFO = /((?:[a-z][a-z\d+.-]*:)?\/\/)[^\s"'<>]*@|[^\s:@/"'<>]+:[^\s@"'<>]+@/gi;
const NAME = /[\p{L}\d_.-]+/gu;
/** The values in `name=value`, `name: value` and `"name": "value"`: in connection strings, queries, headers and `.env` files. */
const ASSIGNED = /^["']?\s*[=:](?!\s*(?:$|[|>[{(]|"{3}|'{3}))/;
/** Keys with a known format. */
const LOOKS = /---\s*BEGIN|SECRET-KEY|\bPuTTY-|\beyJ[\w-]+\.[\w-]+\.|\b(?:AKIA|ASIA)[A-Z\d]{12,}|\bgh[pousr]_\w{20,}|\bsk-[\w-]{16,}|\bxox[a-z]-[\w-]{8,}/;
const LONG = /[\w+=-]{24,}/g;

/** A text that nobody would use as a name: long, with digits and mixed case, or a hash. */
function isOpaque(text: string): boolean {
  return /^[\da-f]{32,}$/i.test(text.split('_').at(-1)!) || (/\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
}

/** Masks secrets in texts: URLs with a password, connection strings, whole configurations. */
function maskedText(text: string): string {
  const inner = /^\s*[[{"]/.test(text) ? parsed(text) : undefined;
  if (inner !== undefined) return JSON.stringify(masked(inner));
  if (LOOKS.test(text) || text.match(LONG)?.some(isOpaque)) return MASK;
  const shown: string[] = [];
  const parts = text.replace(USER_INFO, (_, begin = '') => `${begin}${MASK}@`).split(/([;&\r\n])/);
  for (const [index, part] of parts.entries()) {
    const found = secretIn(part);
    // A name alone.
    if (found?.end === part.length && index === parts.length - 1) return shown.join('') + part;
    shown.push(found ? part.slice(0, found.end) + MASK : part);
    // Only in `name=value` the end of a secret is known.
    if (found && !found.assigned) break;
  }
  return shown.join('');
}

/** The first name of a secret that may be followed by a value, and the position of the value. */
function secretIn(part: string): { end: number; assigned: boolean } | undefined {
  for (const { 0: name, index } of part.matchAll(NAME)) {
    if (!isSecret(name)) continue;
    const end = index + name.length;
    const [assigned] = ASSIGNED.exec(part.slice(end)) ?? [];
    return { end: end + (assigned?.length ?? 0), assigned: assigned !== undefined };
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The last characters, if the secret is so long that they reveal nothing. */
export function tokenEnd(token: string): string {
  return MASK + (token.length >= 20 ? token.slice(-4) : '');
}
