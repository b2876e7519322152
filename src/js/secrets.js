// Tokens are in no error: not in what a server echoes, and not in what a fetch says of its request.

const MASK = '***';

/** Short ones are no secrets, but syllables. */
const SHORTEST = 4;

/** What nests deeper is shown to nobody: it could only exhaust the stack. */
const DEEPEST = 100;

/** A function that masks the secrets in texts, lists and plain objects, in whatever spelling they may have got there. */
export function masker(secrets) {
  const known = spellings(secrets);
  const maskText = (text) => known.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  const mask = (value, depth = 0) => {
    if (typeof value === 'string') return maskText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return MASK;
    if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [maskText(key), mask(item, depth + 1)]));
  };
  return known.length ? (value) => mask(value) : (value) => value;
}

/** Each secret as it is, as it stands in a URL, and as it stands in JSON; longest first. */
function spellings(secrets) {
  const all = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(all)].filter((spelling) => spelling.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

/** A text that was cut, without the beginning of a secret that was cut with it. */
export function withoutCutSecret(text, secrets) {
  for (const secret of spellings(secrets)) {
    for (let length = secret.length - 1; length > 0; length--) {
      if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length);
    }
  }
  return text;
}

/** What a person needs of an error that somebody else made; the rest of it may hold the request. */
const TELLING = ['code', 'errno', 'syscall', 'address', 'port'];

/** The cause itself, where nothing but texts without secrets is in it; else a copy of what it tells. */
export function safeCause(cause, mask, depth = 0) {
  if (typeof cause === 'string') return mask(cause);
  if ((typeof cause !== 'object' && typeof cause !== 'function') || cause === null) return cause;
  if (isHarmless(cause, mask, depth)) return cause;
  if (depth > 8) return undefined;
  const texts = ['name', 'message', 'stack'].map((key) => [key, mask(String(cause[key] ?? ''))]);
  const told = TELLING.map((key) => [key, cause[key]]).filter(([, value]) => isPrimitive(value) && value !== undefined);
  const copy = new Error(mask(String(cause.message ?? '')));
  for (const [key, value] of [...texts, ...told.map(([key, value]) => [key, mask(value)])]) {
    Object.defineProperty(copy, key, { value, configurable: true, writable: true });
  }
  if (cause.cause !== undefined) copy.cause = safeCause(cause.cause, mask, depth + 1);
  if (Array.isArray(cause.errors)) copy.errors = cause.errors.map((error) => safeCause(error, mask, depth + 1));
  return copy;
}

const isPrimitive = (value) => (typeof value !== 'object' && typeof value !== 'function') || value === null;

function isHarmless(error, mask, depth) {
  if (depth > 8 || !(error instanceof Error || Object.prototype.toString.call(error) === '[object Error]')) return false;
  const isClean = (value) => typeof value !== 'string' || mask(value) === value;
  if (![error.name, error.message, error.stack].every(isClean)) return false;
  return Reflect.ownKeys(error).every((key) => {
    if (key === 'stack') return true;
    const { value } = Object.getOwnPropertyDescriptor(error, key);
    if (key === 'errors' && Array.isArray(value)) return value.every((one) => isHarmless(one, mask, depth + 1));
    return isPrimitive(value) ? isClean(value) : key === 'cause' && isHarmless(value, mask, depth + 1);
  });
}
