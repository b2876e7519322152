// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.
// In printable ASCII, so that no page, server or bundler can take it for another encoding: most bytes as one character, from `#`
// on without the backslash, the others as two. `docs/size.md` has what that is beside other ways.

import { readFile } from 'node:fs/promises';
import binaryen from 'binaryen';

/** The bytes that one character can be. A space or a `!` before it says that it is one of the next so many, or of the last. */
const SPAN = 91;

export function encode(bytes) {
  return Array.from(bytes, (byte) => {
    const code = (byte % SPAN) + 0x23;
    return ['', ' ', '!'][Math.floor(byte / SPAN)] + String.fromCharCode(code < 0x5c ? code : code + 1);
  }).join('');
}

// A module of its own takes the text apart. When it is cold, as it is here, a loop of JavaScript is slow: see
// docs/performance.md.
const wat = await readFile(new URL('decode.wat', import.meta.url), 'utf8');

export const decode = `function decode(text, length) {
  const module = new WebAssembly.Module(new Uint8Array([${binaryen.parseText(wat).emitBinary()}]));
  const { memory, decode } = new WebAssembly.Instance(module).exports;
  memory.grow(Math.ceil(text.length / 65536));
  const bytes = new Uint8Array(memory.buffer);
  new TextEncoder().encodeInto(text, bytes);
  decode(length);
  return bytes.subarray(0, length);
}`;
