// Finds out why a job failed: from the job itself, or else from its log.
import { isObject } from './is-object';
import type { LogLine } from './log/lines';

/** The fields in which backends and plugins put it, most likely first. */
const NAMES = ['error', 'error_message', 'exception', 'message', 'detail', 'reason'];

const LONGEST = 600;

/** Null if the job contains no reason. */
export function failureOf(job: Record<string, unknown>): string | null {
  const { result, metadata, meta } = job;
  const told = typeof result === 'string' ? textOf(result) : [result, job, metadata, meta].map(namedIn).find(Boolean);
  return told || null;
}

function namedIn(value: unknown): string {
  if (!isObject(value)) return '';
  return NAMES.map((name) => (Object.hasOwn(value, name) ? textOf(value[name]) : '')).find(Boolean) ?? '';
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (isObject(value)) {
    const { type } = value;
    const text = namedIn(value);
    return typeof type === 'string' && text !== '' ? `${type}: ${text}` : text;
  }
  if (typeof value !== 'string') return '';
  const text = value.trim();
  // The last line of a traceback has the error.
  const short = /^Traceback\b/m.test(text) ? text.slice(text.lastIndexOf('\n') + 1) : text;
  return short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short;
}

const TELLS_OF_ERROR = /(?:error|exception|fatal|panicked)\b\s*[:(\]]|^killed\b|out of memory/i;

/** The last line with an error, by its level, or else by its text. */
export function errorLineOf(lines: readonly LogLine[]): LogLine | undefined {
  const byLevel = lines.findLast(({ level, plain }) => level === 'error' && plain.trim() !== '');
  return byLevel ?? lines.findLast(({ plain }) => TELLS_OF_ERROR.test(plain));
}
