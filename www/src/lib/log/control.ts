// What programs say to a terminal besides text: colours are kept, in one spelling, and all else is dropped.

// Cursor movements, window titles and all else that a terminal obeys and a page cannot.
const OTHER_CONTROL =
  /\u001b[\]P^_X](?:[^\u0007\u001b]*)(?:\u0007|\u001b\\)?|\u001b\[[<=>?][\d;:]*[@-~]|\u001b\[[\d;:]*[ -/]*[@-ln-~]|\u001b[()][\dA-Z]|\u001b[=>78cDEHMNOZ]/g;
const COLOUR = /\u001b\[([\d;:]*:[\d;:]*)m/g;
/** The control characters, but for tabs, returns and what begins a sequence. */
const CONTROL = /[\u0000-\u0007\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;
const NEEDED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A line without what no page can show. */
export function cleaned(line: string): string {
  if (!NEEDED.test(line)) return line;
  const text = line
    // The same sequences, as single characters.
    .replace(/[\u0090\u0098\u009b\u009d\u009e\u009f]/g, (c1) => `\u001b${String.fromCharCode(c1.charCodeAt(0) - 0x40)}`)
    .replace(OTHER_CONTROL, '')
    .replace(COLOUR, (_, parameters: string) => `\u001b[${plainColours(parameters)}m`)
    .replace(CONTROL, '');
  return text.includes('\b') ? withoutBackspaces(text) : text;
}

/** `38:2::1:2:3` and `38:5:4` are `38;2;1;2;3` and `38;5;4`; a curled underline (`4:3`) is an underline. */
function plainColours(parameters: string): string {
  return parameters
    .replace(/\b([345]8):2:\d*:(\d+)[:;](\d+)[:;](\d+)/g, '$1;2;$2;$3;$4')
    .replace(/\b([345]8):2:(\d+):(\d+):(\d+)/g, '$1;2;$2;$3;$4')
    .replace(/\b([345]8):5:(\d+)/g, '$1;5;$2')
    .replace(/\b4:0/g, '24')
    .replace(/\b4:\d/g, '4')
    // The colour of an underline alone.
    .replace(/\b58;(?:2;\d+;\d+;\d+|5;\d+);?/g, '')
    .replace(/[\d:]*:[\d:]*;?/g, '');
}

/** Each takes back the character before it. */
function withoutBackspaces(text: string): string {
  const kept: string[] = [];
  for (const character of text) {
    if (character !== '\b') kept.push(character);
    else kept.pop();
  }
  return kept.join('');
}
