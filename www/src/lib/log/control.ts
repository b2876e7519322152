// Processes the control sequences of terminals in a text: colours are kept, in one notation, and everything else is dropped.

/** Incomplete sequences match as well: a title or a link up to its end, a sequence in brackets, and any other. */
const SEQUENCE = /\u001b(?:[\]P^_X][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\[([0-?]*)([ -/]*)([@-~]?)|[ -/]*[0-~]?)/g;
/** Single characters that begin or end a sequence. */
const SINGLE = /[\u0090\u0098\u009b-\u009f]/g;
/** Control characters, except tabs, carriage returns, backspaces and those that begin a sequence. */
const CONTROL = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
const NEEDED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const COLOUR = /\u001b\[[\d;]*m/g;
const RESET = /^\u001b\[0*m$/;

/** A line without sequences that a page cannot show. */
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

/** A cleaned line without its colours. */
export function withoutColours(line: string): string {
  return line.includes('\u001b') ? line.replace(COLOUR, '') : line;
}

/** The colours at the end of the text, with which the next one begins. */
export function coloursAfter(line: string): string {
  const all = line.match(COLOUR) ?? [];
  const open = all.slice(all.findLastIndex((one) => RESET.test(one)) + 1);
  return open.filter((one, index) => open.lastIndexOf(one) === index).join('');
}

function colour(parameters: string): string {
  const plain = plainColours(parameters.split(';'));
  // An empty sequence would reset all colours.
  return plain.length > 0 ? `\u001b[${plain.join(';')}m` : '';
}

/**
 * Converts `38:2::1:2:3` and `38:5:4` to `38;2;1;2;3` and `38;5;4`. A curly underline (`4:3`) becomes an underline, and its colour (`58`) is dropped.
 */
function plainColours(parameters: string[]): string[] {
  const plain: string[] = [];
  for (let at = 0; at < parameters.length; at += 1) {
    const [code = '', ...given] = parameters[at]!.split(':');
    if (['38', '48', '58'].includes(code)) {
      const kind = given[0] ?? parameters[(at += 1)] ?? '';
      const values = given.slice(1);
      const length = kind === '5' ? 1 : kind === '2' ? 3 : 0;
      // The id of the colour space may precede the values.
      if (kind === '2' && (values.length > length || values[0] === '')) values.shift();
      while (values.length < length && at + 1 < parameters.length) values.push(parameters[(at += 1)]!);
      if (code !== '58' && length > 0 && values.length >= length) plain.push(code, kind, ...values.slice(0, length));
    } else if (given.length === 0) plain.push(code);
    else if (code === '4') plain.push(given[0] === '0' ? '24' : '4');
  }
  return plain;
}

/** Each backspace removes the character before it, but no colour. */
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
