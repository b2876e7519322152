// Writes JSON to show, edit and compare. JSON.stringify silently changes some numbers: a number that is too large for JavaScript becomes null, and -0
// becomes 0. Here they are written so that they are parsed to the same value.

export function jsonText(value: unknown, indent?: number): string {
  const replacer = holdsLost(value) ? marked : undefined;
  const text = JSON.stringify(value, replacer, indent) ?? 'undefined';
  return replacer ? text.replace(MARKED, '$1') : text;
}

const MARK = '\u0000number ';
const MARKED = /"\\u0000number (-?[\de]+)"/g;

function marked(_: string, value: unknown): unknown {
  return isLost(value) ? MARK + (Object.is(value, -0) ? '-0' : value > 0 ? '1e999' : '-1e999') : value;
}

function isLost(value: unknown): value is number {
  return typeof value === 'number' && (Math.abs(value) === Infinity || Object.is(value, -0));
}

/** Without recursion, because a result may be nested more deeply than the stack allows. */
function holdsLost(root: unknown): boolean {
  const open: unknown[] = [[root]];
  while (open.length > 0) {
    const next = open.pop() as object;
    // `Object.values` would copy a list, which may have millions of items.
    for (const value of (Array.isArray(next) ? next : Object.values(next)) as unknown[]) {
      if (isLost(value)) return true;
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return false;
}
