// What in a configuration must not be shown. In doubt, it is a secret.
import { isObject } from './is-object';

export const MASK = '••••••••';

/** Anywhere in a name, whatever its words are joined with. */
const PARTS = /secret|passw|passphrase|passcode|token|credential|private|signature|connectionstring|cookie|keys?$/;
/** Only as a word of its own: `authKey`, but not `author`. */
const WORDS = new Set(['key', 'keys', 'pass', 'pwd', 'pw', 'pin', 'otp', 'sas', 'sig', 'auth', 'authorization', 'bearer', 'jwt', 'pem', 'dsn', 'cert', 'rsa', 'webhook']);

/** `accountKey`, `account_key`, `ACCOUNT-KEY` and `accountkey` are all the same. */
export function isSecret(name: string): boolean {
  const words = wordsIn(name);
  return words.some((word) => WORDS.has(word)) || PARTS.test(words.join(''));
}

/** Words of names whose texts may be seen. Of any other name, nobody knows what it holds. */
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
/** Fields that name, in lists of settings, what another field holds: `{ name: 'password', value: '…' }`. */
const NAMES = `name key k field id label title type kind format param parameter property option attribute env variable header`.split(' ');
const NAMING = new Set(NAMES);
/** What may be said of a secret. */
const SAID = new Set([...NAMES, 'description', 'required']);

/** A copy without any secret in it, however deep: what it returns may be put into the page. */
export function masked(value: unknown, name = 'text'): unknown {
  if (typeof value === 'string') return isHarmless(name) ? maskedText(value) : MASK;
  // Of a list, a name may be told by the item before: `['token', '…']`, `['--password', '…']`.
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
    // Its fields and items have names of their own, or none that says more.
    const inner = Array.isArray(item) || isObject(item);
    return isSecret(key) ? MASK : masked(item, inner && !wordsIn(key).some((word) => HARMLESS.has(word)) ? 'unknown' : key);
  };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, show(key, item)]));
}

/** Whether it says that what stands beside it is a secret. */
function isNaming(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER.test(value) && isSecret(value);
}

const USER_INFO = /((?:[a-z][a-z\d+.-]*:)?\/\/)[^\s"'<>]*@|[^\s:@/"'<>]+:[^\s@"'<>]+@/gi;
const NAME = /[\p{L}\d_.-]+/gu;
/** What follows the name in `name=value`, `name: value` and `"name": "value"`: of connection strings, queries, headers, `.env` files. */
const ASSIGNED = /^["']?\s*[=:](?!\s*(?:$|[|>[{(]|"{3}|'{3}))/;
/** Keys that are known by their looks. */
const LOOKS = /---\s*BEGIN|SECRET-KEY|\bPuTTY-|\beyJ[\w-]+\.[\w-]+\.|\b(?:AKIA|ASIA)[A-Z\d]{12,}|\bgh[pousr]_\w{20,}|\bsk-[\w-]{16,}|\bxox[a-z]-[\w-]{8,}/;
const LONG = /[\w+=-]{24,}/g;

/** What no person names anything: long, with digits, and small letters beside capitals; or a hash. */
function isOpaque(text: string): boolean {
  return /^[\da-f]{32,}$/i.test(text.split('_').at(-1)!) || (/\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
}

/** Secrets also hide in texts: URLs with a password, connection strings, whole configurations. */
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
    // Where a secret ends is known of `name=value` alone.
    if (found && !found.assigned) break;
  }
  return shown.join('');
}

/** The first name of a secret that something may follow, and where that begins. */
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

/** Its last characters, where it is so long that they give nothing away. */
export function tokenEnd(token: string): string {
  return MASK + (token.length >= 20 ? token.slice(-4) : '');
}
