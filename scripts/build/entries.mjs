// The package's JavaScript files: which entry of src/js/ each is made of, and for which place.
// `file` says what fileFromPath is there, `runtime` how a place is told from others, `builtins` how Node's modules are loaded, `module`
// how the file names the WebAssembly module that it leaves to the runtime.

const browser = { file: 'no-file.js', runtime: 'browser.js' };
const edge = { file: 'no-file.js', runtime: 'runtime.js' };
// Not minified: Node prints the line that threw an error that nobody caught.
const node = { file: 'file.js', runtime: 'runtime.js', platform: 'node', minify: false };
const required = { ...node, builtins: 'lazy-builtins.js', format: 'cjs' };
const bundled = { ...node, builtins: 'builtins.js', format: 'esm' };

export const ENTRIES = [
  { outfile: 'index.js', entry: 'index.js', format: 'esm', ...browser },
  { outfile: 'index.cjs', entry: 'index.js', format: 'cjs', ...browser },
  { outfile: 'node.cjs', entry: 'index.js', ...required },
  // For bundlers and dev servers that make programs for Node: some take no CommonJS. What a program does not bundle requires the
  // other one, with classes of its own: `isInstance` knows both.
  { outfile: 'node.js', entry: 'index.js', ...bundled },
  { outfile: 'slim.js', entry: 'slim.js', format: 'esm', ...browser },
  { outfile: 'slim.cjs', entry: 'slim.js', format: 'cjs', ...browser },
  { outfile: 'slim-node.cjs', entry: 'slim.js', ...required },
  { outfile: 'slim-node.js', entry: 'slim.js', ...bundled },
  { outfile: 'workerd.js', entry: 'worker.js', format: 'esm', module: './client.wasm', ...edge },
  { outfile: 'edge-light.js', entry: 'worker.js', format: 'esm', module: './client.wasm?module', ...edge },
  { outfile: 'index.iife.js', entry: 'index.js', format: 'iife', globalName: 'SynapseBackendClient', ...browser },
];

/**
 * In Node, `import` and `require` must give the same classes: the first of each gives those of the last. Not directly: a
 * CommonJS file that is imported is searched for names to export, and that takes longer than all else that a start does.
 */
export const REEXPORTS = [
  { outfile: 'node.mjs', between: 'node-import.cjs', from: 'node.cjs' },
  { outfile: 'slim-node.mjs', between: 'slim-node-import.cjs', from: 'slim-node.cjs' },
];
