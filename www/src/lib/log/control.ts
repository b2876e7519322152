// What programs say to a terminal besides text: colours are kept, in one spelling, and all else is dropped.

/** What is begun, too, and ended nowhere: a title or a link up to its end, a sequence in brackets, and any other. */
const SEQUENCE = /\u001b(?:[\]P^_X][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\[([0-?]*)([ -/]*)([@-~]?)|[ -/]*[0-~]?)/g;
/** The ones that begin a sequence, or end one, as single characters. */
const SINGLE = /[\u0090\u0098\u009b-\u009f]/g;
/** The control characters, but for tabs, returns, what takes back and what begins a sequence. */
const CONTROL = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
const NEEDED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const COLOUR = /\u001b\[[\d;]*m/g;
const RESET = /^\u001b\[0*m$/;

/** A line without what no page can show. */
export function cleaned(line: string): string {
  if (!NEEDED.test(line)) return line;
  const text = line
    .replace(SINGLE, (c1) => `\u001b${String.fromCharCode(c1.charCodeAt(0) - 0x40)}`)
    .replace(SEQUENCE, (_, parameters: string | undefined, between: string, last: string) => {
      return parameters !== undefined && between === '' && last === 'm' && /^[\d;:]*$/.test(parameters) ? colour(parameters) : '';
    })
    .replace(CONTROL, '');
  return text.includes('\b') ? withoutBackspaces(text) : text;
}

/** A line that was cleaned, without its colours. */
export function withoutColours(line: string): string {
  return line.includes('\u001b') ? line.replace(COLOUR, '') : line;
}

/** The colours in which the text after it goes on. */
export function coloursAfter(line: string): string {
  const all = line.match(COLOUR) ?? [];
  const open = all.slice(all.findLastIndex((one) => RESET.test(one)) + 1);
  return open.filter((one, index) => open.lastIndexOf(one) === index).join('');
}

function colour(parameters: string): string {
  const plain = plainColours(parameters.split(';'));
  // Without any, it would end all colours.
  return plain.length > 0 ? `\u001b[${plain.join(';')}m` : '';
}

/** `38:2::1:2:3` and `38:5:4` are `38;2;1;2;3` and `38;5;4`; a curled underline (`4:3`) is an underline, and its own colour (`58`) is dropped. */
function plainColours(parameters: string[]): string[] {
  const plain: string[] = [];
  for (let at = 0; at < parameters.length; at += 1) {
    const [code = '', ...given] = parameters[at]!.split(':');
    if (['38', '48', '58'].includes(code)) {
      const kind = given[0] ?? parameters[(at += 1)] ?? '';
      const values = given.slice(1);
      const length = kind === '5' ? 1 : kind === '2' ? 3 : 0;
      // The space of the colours may stand before them.
      if (kind === '2' && (values.length > length || values[0] === '')) values.shift();
      while (values.length < length && at + 1 < parameters.length) values.push(parameters[(at += 1)]!);
      if (code !== '58' && length > 0 && values.length >= length) plain.push(code, kind, ...values.slice(0, length));
    } else if (given.length === 0) plain.push(code);
    else if (code === '4') plain.push(given[0] === '0' ? '24' : '4');
  }
  return plain;
}

/** Each takes back the character before it, and no colour. */
function withoutBackspaces(text: string): string {
  const kept: string[] = [];
  for (const piece of text.match(/\u001b\[[\d;]*m|[^]/gu) ?? []) {
    if (piece !== '\b') kept.push(piece);
    else {
      const at = kept.findLastIndex((one) => !one.startsWith('\u001b'));
      if (at >= 0) kept.splice(at, 1);
    }
  }
  return kept.join('');
}
