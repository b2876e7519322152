// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.
// One character per byte, from `#` on: what needs an escape (quotes, line ends) lies below, but for the backslash. After brotli,
// of a module of 10,444 bytes: 10,821 in UTF-8, 11,483 where a bundler escapes it to ASCII; hex 11,205; base64 13,761.

const FIRST = 0x23;

export function encode(bytes) {
  return Array.from(bytes, (byte) => String.fromCharCode(byte + FIRST)).join('');
}

// In pieces, since an engine compiles a function that is called again sooner than a loop that goes on: a third of the time
// when it is cold, as it is here.
export const decode = `function decodePiece(text, bytes, from, to) {
  for (let i = from; i < to; i++) bytes[i] = text.charCodeAt(i) - ${FIRST};
}
function decode(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 256) decodePiece(text, bytes, at, Math.min(at + 256, text.length));
  return bytes;
}`;
