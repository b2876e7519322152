// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.
// In printable ASCII, so that no page, server or bundler can take it for another encoding: most bytes as one character, from `#`
// on without the backslash, the others as two. `docs/size.md` has what that is beside other ways.

/** The bytes that one character can be. A space or a `!` before it says that it is one of the next so many, or of the last. */
const SPAN = 91;

export function encode(bytes) {
  return Array.from(bytes, (byte) => {
    const code = (byte % SPAN) + 0x23;
    return ['', ' ', '!'][Math.floor(byte / SPAN)] + String.fromCharCode(code < 0x5c ? code : code + 1);
  }).join('');
}

// In pieces, since an engine compiles a function that is called again sooner than a loop that goes on: a third of the time
// when it is cold, as it is here. What the last piece writes past the end is dropped.
export const decode = `const PIECE = 256;
function decodePiece(text, from, bytes, start) {
  let at = from;
  for (let i = start; i < start + PIECE; i++) {
    let code = text.charCodeAt(at++);
    let byte = 0;
    if (code < 0x23) {
      byte = (code - 0x1f) * ${SPAN};
      code = text.charCodeAt(at++);
    }
    bytes[i] = byte + code - (code < 0x5c ? 0x23 : 0x24);
  }
  return at;
}
function decode(text, length) {
  const bytes = new Uint8Array(length);
  for (let at = 0, i = 0; i < length; i += PIECE) at = decodePiece(text, at, bytes, i);
  return bytes;
}`;
