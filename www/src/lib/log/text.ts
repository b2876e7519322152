import { LEVELS, type Level, type LogLine } from './lines';

const TITLES = Object.fromEntries(LEVELS.map((level) => [level, level.toUpperCase().padEnd(7)])) as Record<Level, string>;

/** A log as plain text: the given rows, one line each. */
export function logText(lines: readonly LogLine[], rows: Iterable<number>, timestamps: boolean): string {
  const written: string[] = [];
  // All lines of an entry have the same time, so it is formatted once.
  let last: number | null = null;
  let stamp = '';
  for (const index of rows) {
    const { time, level, plain } = lines[index]!;
    if (timestamps && time !== last) {
      last = time;
      stamp = time === null ? '' : `${new Date(time).toISOString()} `;
    }
    written.push(`${stamp}${TITLES[level]} ${plain}\n`);
  }
  return written.join('');
}
