// Finds the matches of a regular expression in lines. It runs in a worker, because a pattern may take forever.

/** The first and past-the-last character of each match, in pairs. */
export type Ranges = readonly number[];

/** The index of a line, and its matches. */
export type LineMatch = readonly [line: number, ranges: Ranges];

/** The maximum number of matches that are marked in one line. */
export const MOST = 200;

/** Throws if the pattern is invalid. Case is ignored, as in a search for text. */
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
    // Adjacent matches look like one.
    else if (ranges.at(-1) === match.index) ranges[ranges.length - 1] = end;
    else ranges.push(match.index, end);
    if (pattern.lastIndex > line.length) break;
  }
  return isHit ? ranges : undefined;
}
