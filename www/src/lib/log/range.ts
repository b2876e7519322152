// Lines that are linked to, as an address tells them: `12`, or `10-20`.
export interface LineRange {
  first: number;
  last: number;
}

export function parseRange(text: string | null): LineRange | undefined {
  const [, one, other] = /^(\d+)(?:-(\d+))?$/.exec(text ?? '') ?? [];
  const numbers = [Number(one), Number(other ?? one)];
  const range = { first: Math.min(...numbers), last: Math.max(...numbers) };
  return range.first > 0 && Number.isSafeInteger(range.last) ? range : undefined;
}

export function rangeText({ first, last }: LineRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Whatever of the two is the higher number. */
export function rangeOf(one: number, other: number): LineRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}
