// Where a regular expression matches in lines. It runs in a worker: a pattern may take for ever.

/** First and past-the-last character of each match, one pair after the other. */
export type Ranges = readonly number[];

/** The index of a line, and its matches. */
export type LineMatch = readonly [line: number, ranges: Ranges];

/** More matches are not marked in one line: it is a hit all the same. */
export const MOST = 200;

/** Throws where the pattern is none. Capitals and small letters are the same, as in a search for text. */
export function patternOf(source: string): RegExp {
  return new RegExp(source, 'gi');
}

export function matchesOf(pattern: RegExp, lines: readonly string[]): LineMatch[] {
  return lines.flatMap((line, index): LineMatch[] => {
    pattern.lastIndex = 0;
    const ranges = rangesOf(pattern, line);
    return ranges ? [[index, ranges]] : [];
  });
}

function rangesOf(pattern: RegExp, line: string): Ranges | undefined {
  const ranges: number[] = [];
  let isHit = false;
  for (let match = pattern.exec(line); match && ranges.length < 2 * MOST; match = pattern.exec(line)) {
    isHit = true;
    const end = match.index + match[0].length;
    if (match[0] === '') pattern.lastIndex += 1;
    // One after the other they look like one.
    else if (ranges.at(-1) === match.index) ranges[ranges.length - 1] = end;
    else ranges.push(match.index, end);
    if (pattern.lastIndex > line.length) break;
  }
  return isHit ? ranges : undefined;
}
