// Lines that are linked to, as an address tells them: `12`, or `10-20`.
export interface LineRange {
  first: number;
  last: number;
}

export function parseRange(text: string | null): LineRange | undefined {
  const [, one, other] = /^(\d+)(?:-(\d+))?$/.exec(text ?? '') ?? [];
  if (one === undefined) return undefined;
  // No log is as long as the greatest of them.
  const range = rangeOf(...([one, other ?? one].map((digits) => Math.min(Number(digits), Number.MAX_SAFE_INTEGER)) as [number, number]));
  return range.first > 0 ? range : undefined;
}

export function rangeText({ first, last }: LineRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Whatever of the two is the higher number. */
export function rangeOf(one: number, other: number): LineRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}
