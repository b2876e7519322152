// How the module's bytes are written into a JavaScript file: `encode` runs in the build, `decode` is copied into the package.

export function encode(bytes) {
  return Buffer.from(bytes).toString('base64');
}

export function decode(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
