import type { LogLine } from './lines';

/** A log as plain text: the given rows, one line each. */
export function logText(lines: readonly LogLine[], rows: Iterable<number>, timestamps: boolean): string {
  const written = Array.from(rows, (index) => {
    const { time, level, plain } = lines[index]!;
    const stamp = timestamps && time !== null ? `${new Date(time).toISOString()} ` : '';
    return `${stamp}${level.toUpperCase().padEnd(7)} ${plain}\n`;
  });
  return written.join('');
}
