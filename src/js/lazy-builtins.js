// Not Rust: replaces builtins.js in CommonJS. The modules are loaded at the first use, because bundlers that make an ES module of this
// file cannot turn a `require` at load time into an import.
export const builtins = {
  fs: () => process.getBuiltinModule?.('node:fs') ?? require('node:fs'),
  path: () => process.getBuiltinModule?.('node:path') ?? require('node:path'),
  url: () => process.getBuiltinModule?.('node:url') ?? require('node:url'),
};
