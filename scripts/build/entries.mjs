// The package's JavaScript files: which entry of src/js/ each is made of, and for which place.
// `file` says what fileFromPath is there, `runtime` how a place is told from others, `module` how the file names the
// WebAssembly module that it leaves to the runtime.

const browser = { file: 'no-file.js', runtime: 'browser.js' };
const edge = { file: 'no-file.js', runtime: 'runtime.js' };
// Not minified: Node prints the line that threw an error that nobody caught.
const node = { file: 'file.js', runtime: 'runtime.js', platform: 'node', minify: false };

export const ENTRIES = [
  { outfile: 'index.js', entry: 'index.js', format: 'esm', ...browser },
  { outfile: 'index.cjs', entry: 'index.js', format: 'cjs', ...browser },
  { outfile: 'node.cjs', entry: 'index.js', format: 'cjs', ...node },
  // For bundlers and dev servers that make programs for Node: some take no CommonJS, and none has both of a package's halves.
  { outfile: 'node.js', entry: 'index.js', format: 'esm', ...node },
  { outfile: 'slim.js', entry: 'slim.js', format: 'esm', ...browser },
  { outfile: 'slim.cjs', entry: 'slim.js', format: 'cjs', ...browser },
  { outfile: 'slim-node.cjs', entry: 'slim.js', format: 'cjs', ...node },
  { outfile: 'slim-node.js', entry: 'slim.js', format: 'esm', ...node },
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
