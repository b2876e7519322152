// The package's JavaScript files, each with its entry in src/js/ and its runtime.
// `file` is the source of fileFromPath, `runtime` the detection of the runtime, `builtins` how Node's modules are loaded, and `module` the
// path of the WebAssembly module, if the runtime loads it.

const browser = { file: 'no-file.js', runtime: 'browser.js' };
const edge = { file: 'no-file.js', runtime: 'runtime.js' };
// Not minified, because Node prints the line that threw an uncaught error.
const node = { file: 'file.js', runtime: 'runtime.js', platform: 'node', minify: false };
const required = { ...node, builtins: 'lazy-builtins.js', format: 'cjs' };
const bundled = { ...node, builtins: 'builtins.js', format: 'esm' };

export const ENTRIES = [
  { outfile: 'index.js', entry: 'index.js', format: 'esm', ...browser },
  { outfile: 'index.cjs', entry: 'index.js', format: 'cjs', ...browser },
  { outfile: 'node.cjs', entry: 'index.js', ...required },
  // For bundlers and dev servers that make programs for Node, because some do not support CommonJS. Packages outside of the bundle
  // require the file above, which has its own classes. `isInstance` knows both.
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
 * In Node, `import` and `require` must give the same classes, so `outfile` exports those of `from`. It imports `between`
 * instead of `from`, because Node searches an imported CommonJS file for names, which is slow for a large file.
 */
export const REEXPORTS = [
  { outfile: 'node.mjs', between: 'node-import.cjs', from: 'node.cjs' },
  { outfile: 'slim-node.mjs', between: 'slim-node-import.cjs', from: 'slim-node.cjs' },
];
