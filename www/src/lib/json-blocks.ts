// Splits long JSON into blocks, so that a page need not lay out or colour the parts that are not visible.

export interface JsonBlock {
  text: string;
  /** In a part of a very long line: the estimated number of visible lines. */
  lines: number;
  /** Not coloured, because it is a part of one very long line, where a token may be split, or has more lines than are coloured at once. */
  plain: boolean;
}

/** Fewer lines are not worth a block. */
const LINES = 200;
const LONGEST_LINE = 10_000;
/** Characters in a visible line, roughly. The browser lays out as many blocks as seem to fit, so their heights must not be underestimated. */
const WIDTH = 60;
/** More blocks than this cost more than they save. */
const MOST_BLOCKS = 500;
const MOST_COLOURED = 1000;

/** Splits the text into blocks of this number of lines. The line break between two blocks is left out; in a very long line, nothing is. */
export function blocksOf(text: string): JsonBlock[] {
  const blocks: JsonBlock[] = [];
  const share = text.length / MOST_BLOCKS;
  const longest = Math.max(LONGEST_LINE, Math.ceil(share));
  let start = 0;
  let lines = 0;
  const close = (end: number) => {
    if (lines > 0) blocks.push({ text: text.slice(start, end), lines, plain: lines > MOST_COLOURED });
    lines = 0;
  };
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (end - at > longest) {
      close(at - 1);
      for (let from = at; from < end; from += longest) {
        const to = Math.min(end, from + longest);
        blocks.push({ text: text.slice(from, to), lines: Math.ceil((to - from) / WIDTH), plain: true });
      }
      start = end + 1;
    } else {
      if (lines === 0) start = at;
      lines += 1;
      if (lines >= LINES && end - start >= share) close(end);
    }
    at = end + 1;
    if (found < 0) close(end);
  }
  return blocks;
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g;

export type JsonToken = [kind: '' | 'key' | 'string' | 'scalar', text: string];

/** Keys, strings, other values, and the text between them. */
export function tokensOf(text: string): JsonToken[] {
  const found: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon] = match;
    if (match.index > end) found.push(['', text.slice(end, match.index)]);
    found.push(string === undefined ? ['scalar', whole] : [colon === undefined ? 'string' : 'key', string]);
    if (colon !== undefined) found.push(['', colon]);
    end = match.index + whole.length;
  }
  if (end < text.length) found.push(['', text.slice(end)]);
  return found;
}
