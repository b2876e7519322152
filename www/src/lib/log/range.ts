// Links to lines, as in an address: `12`, or `10-20`.
export interface LineRange {
  first: number;
  last: number;
}

export function parseRange(text: string | null): LineRange | undefined {
  const [, one, other] = /^(\d+)(?:-(\d+))?$/.exec(text ?? '') ?? [];
  if (one === undefined) return undefined;
  // Longer than any log.
  const range = rangeOf(...([one, other ?? one].map((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER)) as [number, number]));
  return range.first > 0 ? range : undefined;
}

export function rangeText({ first, last }: LineRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** In either order. */
export function rangeOf(one: number, other: number): LineRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}
