// Not Rust: Node's own modules, in place of builtins.js in CommonJS. Loaded at the first use: bundlers that make an ES module of that
// cannot turn a `require` at load into an import.
export const builtins = {
  fs: () => process.getBuiltinModule?.('node:fs') ?? require('node:fs'),
  path: () => process.getBuiltinModule?.('node:path') ?? require('node:path'),
  url: () => process.getBuiltinModule?.('node:url') ?? require('node:url'),
};
