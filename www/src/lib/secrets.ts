// What in a configuration must not be shown.

const SECRET_WORDS = /secret|password|passwd|passphrase|token|credential|private|signature|sas|connection_string|(?:^|_)key(?:$|_)/i;

export const MASK = '••••••••';

export function isSecret(key: string): boolean {
  return SECRET_WORDS.test(key);
}

/** A copy without any secret in it, however deep: what it returns may be put into the page. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isSecret(key) ? MASK : masked(item)]));
}
