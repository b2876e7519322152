// Splits a line into segments. Each has one colour, and is completely inside or outside of a match.
import Anser, { type AnserJsonEntry } from 'anser';
import { MOST, type Ranges } from './matches';

export interface Segment {
  text: string;
  /** Class names for colours and decorations. */
  classes: string;
  /** CSS colours, for colours without a name. */
  color: string | undefined;
  background: string | undefined;
  hit: boolean;
}

/** Browsers are slow to lay out long lines, and dozens are visible, so only this number of characters is shown until the user asks for the rest. */
const SHOWN = 4000;

/** The part of a line that is shown at first, and the length of the rest. */
export function shortened(text: string): { text: string; left: number } {
  if (text.length <= SHOWN) return { text, left: 0 };
  // Does not split a colour code.
  return { text: text.slice(0, SHOWN).replace(/\u001b[[\d;]*$/, ''), left: text.length - SHOWN };
}

/** `hits`: the text to search for, or the positions of the matches. */
export function segmentsOf(text: string, hits: string | Ranges): Segment[] {
  const coloured = text.includes('\u001b') ? Anser.ansiToJson(text, { use_classes: true, remove_empty: true }).map(segment) : [plain(text)];
  if (hits.length === 0) return coloured;
  return typeof hits === 'string' ? withHits(coloured, hits.toLowerCase()) : cut(coloured, pairsOf(hits));
}

function plain(text: string): Segment {
  return { text, classes: '', color: undefined, background: undefined, hit: false };
}

function segment({ content, fg, bg, fg_truecolor, bg_truecolor, decorations }: AnserJsonEntry): Segment {
  const named = [fg && `fg-${fg}`, bg && `bg-${bg}`].filter((name) => name && !/truecolor|palette/.test(name));
  return {
    text: content,
    classes: [...named, ...decorations.map((name) => `ansi-${name}`)].join(' '),
    color: cssColor(fg, fg_truecolor),
    background: cssColor(bg, bg_truecolor),
    hit: false,
  };
}

function cssColor(name: string | null, truecolor: string | null): string | undefined {
  if (name === 'ansi-truecolor' && truecolor) return `rgb(${truecolor})`;
  const palette = /^ansi-palette-(\d+)$/.exec(name ?? '');
  return palette ? paletteColor(Number(palette[1])) : undefined;
}

/** Black or white, whichever has more contrast with the background. */
export function readableOn(background: string): string {
  const [red = 0, green = 0, blue = 0] = background.match(/\d+/g)?.map(Number) ?? [];
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#000' : '#fff';
}

/** The 256 colours of xterm: 16 named ones, a cube of 6 × 6 × 6, and 24 greys. */
function paletteColor(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const cube = index - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return `rgb(${parts.map((part) => (part === 0 ? 0 : 55 + part * 40)).join(', ')})`;
}

function withHits(segments: Segment[], query: string): Segment[] {
  const whole = segments
    .map(({ text }) => text)
    .join('')
    .toLowerCase();
  const cuts: [number, number][] = [];
  for (let at = whole.indexOf(query); at >= 0 && cuts.length < MOST; at = whole.indexOf(query, at + query.length)) cuts.push([at, at + query.length]);
  return cuts.length === 0 ? segments : cut(segments, cuts);
}

function pairsOf(ranges: Ranges): [number, number][] {
  return Array.from({ length: ranges.length / 2 }, (_, index) => [ranges[2 * index]!, ranges[2 * index + 1]!]);
}

/** `hits`: in order. */
function cut(segments: Segment[], hits: [number, number][]): Segment[] {
  const pieces: Segment[] = [];
  let start = 0;
  let next = 0;
  for (const item of segments) {
    const end = start + item.text.length;
    for (let from = start; from < end; ) {
      while (next < hits.length && hits[next]![1] <= from) next += 1;
      const [first, last] = hits[next] ?? [end, end];
      const hit = first <= from && from < last;
      const to = Math.min(end, hit ? last : first);
      pieces.push({ ...item, text: item.text.slice(from - start, to - start), hit });
      from = to;
    }
    start = end;
  }
  return pieces;
}
