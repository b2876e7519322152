// Console log entries as lines: what a list shows, a search reads and a filter keeps.
import type { ConsoleLog } from 'synapse-backend-client';
import { parseTime } from '../format';
import { isObject } from '../is-object';
import { cleaned, coloursAfter, withoutColours } from './control';

export const LEVELS = ['debug', 'info', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

export interface LogLine {
  /** Counted from 1. */
  number: number;
  time: number | null;
  level: Level;
  /** Not the first line of its entry. */
  continued: boolean;
  /** With its colour codes. */
  text: string;
  /** Without them. */
  plain: string;
}

const LEVEL_WORDS: [RegExp, Level][] = [
  [/^(trace|debug)/i, 'debug'],
  [/^warn/i, 'warning'],
  [/^(err|crit|fatal|exception|alert|emerg)/i, 'error'],
];

export function levelOf(word: unknown): Level {
  return LEVEL_WORDS.find(([pattern]) => pattern.test(String(word)))?.[1] ?? 'info';
}

/** The lines of one entry, numbered from `first`. A message may hold several. */
export function linesOf(entry: ConsoleLog, first: number): LogLine[] {
  const { timestamp, level: word, message: said }: Partial<ConsoleLog> = isObject(entry) ? entry : { message: entry };
  const time = parseTime(timestamp);
  const level = levelOf(word);
  const message = typeof said === 'string' ? said : JSON.stringify(said ?? entry);
  let colours = '';
  return message
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line, index) => {
      // What one line begins in red, the next goes on in.
      const text = overwritten(colours + cleaned(line));
      colours = text.includes('\u001b') ? coloursAfter(text) : '';
      return { number: first + index, time, level, continued: index > 0, text, plain: withoutColours(text) };
    });
}

/** A progress bar returns to its line's start and writes over it: its last state is what a terminal would show. */
function overwritten(line: string): string {
  const parts = line.split('\r');
  const last = parts.findLastIndex((part) => withoutColours(part) !== '');
  if (parts.length === 1 || last < 0) return parts.join('');
  return coloursAfter(parts.slice(0, last).join('')) + parts.slice(last).join('');
}
