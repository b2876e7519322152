// Looks for a secret in everything visible of a call.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';

/** A token. Only its beginning is searched, because a part of a token is a leak as well. */
export const CANARY = 'CANARY';
export const canary = (name) => `${CANARY}-${name}-5f1d7c2e94`;

/** Records everything that is printed until the test ends. */
export function listen(test) {
  const received = [];
  const record = (...words) => {
    received.push(words.map((word) => (typeof word === 'string' ? word : everything(word))).join(' '));
  };
  for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) test.mock.method(console, name, record);
  return received;
}

/** Everything visible of a value: as text, as JSON, inspected at full depth; for an error, also its causes. */
export function everything(value, seen = new Set()) {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  const views = [inspect(value, { showHidden: true, depth: 9, maxStringLength: null, maxArrayLength: null }), json(value)];
  if (value instanceof Error || 'message' in value) {
    views.push(String(value), value.message, value.stack, everything(value.cause, seen));
    for (const one of value.errors ?? []) views.push(everything(one, seen));
  }
  return views.join('\n');
}

function json(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
}

/** Fails if the canary is visible anywhere. */
export function assertClean(...values) {
  for (const value of values) {
    const text = everything(value);
    const at = text.indexOf(CANARY);
    assert.ok(at < 0, `the token is seen: …${text.slice(Math.max(0, at - 200), at + 60)}…`);
  }
}
