// Writes values as JavaScript source, which evaluates to the same values.

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** The maximum length of a value on one line. */
const LINE = 60;

export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return text(value);
  if (value instanceof Date) return `new Date('${value.toISOString()}')`;
  if (value instanceof File) return `new File([await openAsBlob(${text(value.name)})], ${text(value.name)})`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  return Array.isArray(value)
    ? group('[', value.map((item) => literal(item, inner)), ']', indent)
    : group('{ ', Object.entries(value).map(([name, item]) => `${key(name)}: ${literal(item, inner)}`), ' }', indent);
}

function group(open: string, items: string[], close: string, indent: string): string {
  if (items.length === 0) return `${open.trim()}${close.trim()}`;
  const line = `${open}${items.join(', ')}${close}`;
  if (indent.length + line.length <= LINE && !line.includes('\n')) return line;
  return [open.trim(), ...items.map((item) => `${indent}  ${item},`), `${indent}${close.trim()}`].join('\n');
}

/** A literal key `__proto__` would set the prototype. */
function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return NAME.test(name) ? name : text(name);
}

function text(value: string): string {
  return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replaceAll("'", "\\'")}'`;
}
