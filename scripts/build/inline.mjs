// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.
// One character per byte, from `#` on: what needs an escape (quotes, line ends) lies below, but for the backslash. Measured on
// a module of 41,674 bytes (brotli): 43,212 in UTF-8, 45,986 where a bundler escapes it to ASCII; hex 45,190; base64 55,554.

const FIRST = 0x23;

export function encode(bytes) {
  return Array.from(bytes, (byte) => String.fromCharCode(byte + FIRST)).join('');
}

export const decode = `function decode(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i) - ${FIRST};
  return bytes;
}`;
