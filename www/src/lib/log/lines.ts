// Console log entries as lines, for the view, the search and the filter.
import type { ConsoleLog } from 'synapse-backend-client';
import { parseTime } from '../format';
import { isObject } from '../is-object';
import { jsonText } from '../json-text';
import { wordsOf } from '../names';
import { cleaned, coloursAfter, withoutColours } from './control';

export const LEVELS = ['debug', 'info', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

export interface LogLine {
  /** Counted from 1. */
  number: number;
  time: number | null;
  level: Level;
  /** Whether it continues the entry of the line before. */
  continued: boolean;
  /** With colour codes. */
  text: string;
  /** Without colour codes. */
  plain: string;
}

const LEVEL_WORDS: [RegExp, Level][] = [
  [/^(trace|debug|verbose|d$)/i, 'debug'],
  [/^(warn|w$)/i, 'warning'],
  [/^(err|crit|fatal|exception|alert|emerg|severe|panic|e$)/i, 'error'],
];
/** Python's numeric levels, by their lower bounds. */
const LEVEL_NUMBERS: [number, Level][] = [
  [40, 'error'],
  [30, 'warning'],
  [20, 'info'],
  [10, 'debug'],
];

export function levelOf(sent: unknown): Level {
  const word = wordsOf(sent).trim();
  const levels = /^\d+$/.test(word) ? LEVEL_NUMBERS.find(([least]) => Number(word) >= least) : undefined;
  return levels?.[1] ?? LEVEL_WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'info';
}

/** The lines of one entry, numbered from `first`. A message may have many lines. A backend may send anything as an entry. */
export function* linesOf(sent: ConsoleLog, first: number): Generator<LogLine> {
  const entry: Record<string, unknown> = isObject(sent) ? sent : { message: sent };
  const time = parseTime(entry['timestamp']);
  const level = levelOf(entry['level']);
  const { message } = entry;
  const words = typeof message === 'string' ? message : written(message ?? sent);
  let colours = '';
  let number = first;
  for (const line of splitLines(words)) {
    // A colour continues on the next line of the entry.
    const text = overwritten(colours + cleaned(line));
    colours = text.includes('\u001b') ? coloursAfter(text) : '';
    yield { number, time, level, continued: number > first, text, plain: withoutColours(text) };
    number += 1;
  }
}

/** The JSON of a message, or `…` if it is nested too deeply. */
function written(value: unknown): string {
  try {
    return jsonText(value);
  } catch {
    return '…';
  }
}

/** Splits lazily. A line break at the end adds no empty line. */
function* splitLines(text: string): Generator<string> {
  for (let at = 0, isLast = false; !isLast; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    yield text.slice(at, found > at && text[found - 1] === '\r' ? end - 1 : end);
    at = end + 1;
    isLast = at >= text.length;
  }
}

/** A progress bar returns to the start of its line and overwrites it. Only its last state is kept, as a terminal would show it. */
function overwritten(line: string): string {
  const parts = line.split('\r');
  const last = parts.findLastIndex((part) => withoutColours(part) !== '');
  if (parts.length === 1 || last < 0) return parts.join('');
  return coloursAfter(parts.slice(0, last).join('')) + parts.slice(last).join('');
}
