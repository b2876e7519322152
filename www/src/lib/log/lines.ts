// Console log entries as lines: what a list shows, a search reads and a filter keeps.
import type { ConsoleLog } from 'synapse-backend-client';
import { parseTime } from '../format';
import { cleaned } from './control';

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

const COLOUR = /\u001b\[[\d;]*m/g;
export function levelOf(word: unknown): Level {
  return LEVEL_WORDS.find(([pattern]) => pattern.test(String(word)))?.[1] ?? 'info';
}

/** The lines of one entry, numbered from `first`. A message may hold several. */
export function linesOf(entry: ConsoleLog, first: number): LogLine[] {
  const time = parseTime(entry.timestamp);
  const level = levelOf(entry.level);
  const message = typeof entry.message === 'string' ? entry.message : JSON.stringify(entry.message ?? entry);
  return message
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line, index) => {
      const text = overwritten(cleaned(line));
      return {
        number: first + index,
        time,
        level,
        continued: index > 0,
        text,
        plain: text.includes('\u001b') ? text.replace(COLOUR, '') : text,
      };
    });
}

/** A progress bar returns to its line's start and writes over it: its last state is what a terminal would show. */
function overwritten(line: string): string {
  return line.includes('\r') ? (line.split('\r').findLast((part) => part !== '') ?? '') : line;
}
