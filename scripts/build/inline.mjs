// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.
// One character per byte, from `#` on: what needs an escape (quotes, line ends) lies below, but for the backslash. After brotli,
// of a module of 14,189 bytes: 14,532 in UTF-8, 15,305 where a bundler escapes it to ASCII; hex 15,275; base64 19,096.

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
