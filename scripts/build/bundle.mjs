// Bundles the entries of src/js/ with the module and its glue into the package's JavaScript files.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import esbuild from 'esbuild';
import { glueFile, pkg, root, wasmFile } from '../lib/paths.mjs';
import { ENTRIES, REEXPORTS } from './entries.mjs';

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/**
 * Writes all files, and returns the names that the main entry exports. `short`: the short names of the module, from `shrink`;
 * `bytes`: the JavaScript module with its bytes, from `inline`.
 */
export async function bundle(short, bytes) {
  await copyFile(wasmFile, join(pkg, 'client.wasm'));
  const names = new Map();
  for (const entry of ENTRIES) names.set(entry.outfile, await bundleOne(entry, short, bytes));
  for (const { outfile, between, from } of REEXPORTS) {
    const same = from.startsWith('slim') ? 'slim.js' : 'index.js';
    // With a single statement, Node would search the required file for names, too.
    await writeFile(join(pkg, between), `const client = require('./${from}');\nmodule.exports = client;\n`);
    await writeFile(join(pkg, outfile), reexport(between, names.get(same)));
  }
  return names.get('index.js').sort();
}

/** Writes one file into the folder of the module and its glue, and returns the names that it exports. */
export async function bundleOne({ entry, outfile, file, runtime, builtins, module, ...options }, short, bytes, out = pkg) {
  const wasm = await readFile(join(out, basename(wasmFile)));
  const always = { bundle: true, target: 'es2022', metafile: true, absWorkingDir: root };
  const common = { ...always, minify: true, outfile: join(out, outfile), ...options };
  const first = {
    ...common,
    entryPoints: [join(root, 'src', 'js', entry)],
    plugins: [syntheticModules({ out, wasm, short, bytes, file, runtime, builtins, module })],
  };
  const { metafile } = await (common.minify ? bundleTwice(first, module, out) : esbuild.build(first));
  const [[, { exports }]] = Object.entries(metafile.outputs).filter(([path]) => path.endsWith(`/${outfile}`));
  return exports;
}

/** The first pass removes the branches that never run in a browser. The second pass removes what only they called. */
async function bundleTwice({ entryPoints, plugins, ...common }, module, out) {
  const { outputFiles } = await esbuild.build({ ...common, entryPoints, plugins, format: 'esm', write: false, sourcemap: 'inline' });
  const stdin = { contents: outputFiles[0].text, resolveDir: out, sourcefile: 'synapse.js' };
  const result = await esbuild.build({ ...common, stdin, sourcemap: 'linked', external: module ? [module] : [] });
  await leaveBytesOut(`${common.outfile}.map`);
  return result;
}

/** Removes the module's bytes from a source map, because the file itself contains them. */
async function leaveBytesOut(file) {
  const map = JSON.parse(await readFile(file, 'utf8'));
  map.sourcesContent = map.sourcesContent.map((text, i) => (map.sources[i].endsWith('synapse:bytes') ? '' : text));
  // Generated sources are in no file. They get a path as name, because tools expect one.
  map.sources = map.sources.map((source) => source.replace(/^synapse:(?:synapse:)?(.*)$/, '../generated/$1.js'));
  await writeFile(file, JSON.stringify(map));
}

function reexport(file, names) {
  return `import client from './${file}';\nexport const { ${names.join(', ')} } = client;\n`;
}

function syntheticModules({ out, wasm, short, bytes, file, runtime, builtins, module }) {
  const sources = {
    'synapse:imports': importsModule(wasm, short),
    'synapse:bytes': bytes,
    'synapse:version': `export const VERSION = ${JSON.stringify(version)};`,
  };
  return {
    name: 'synapse',
    setup(build) {
      build.onResolve({ filter: /^synapse:glue$/ }, () => ({ path: join(out, basename(glueFile)), sideEffects: false }));
      build.onLoad({ filter: /_bg\.js$/ }, async ({ path }) => ({ contents: shortened(await readFile(path, 'utf8'), short) }));
      build.onResolve({ filter: /^synapse:file$/ }, () => ({ path: join(root, 'src', 'js', file) }));
      build.onResolve({ filter: /^\.\/builtins\.js$/ }, () => ({ path: join(root, 'src', 'js', builtins), sideEffects: false }));
      build.onResolve({ filter: /^synapse:module$/ }, () => ({ path: module, external: true }));
      build.onResolve({ filter: /^synapse:(imports|bytes|version)$/ }, ({ path }) => ({ path, namespace: 'synapse' }));
      build.onLoad({ filter: /.*/, namespace: 'synapse' }, ({ path }) => ({ contents: sources[path], resolveDir: out }));
      // wasm-bindgen imports its own copies of src/js/*.js. They are replaced by the originals, so that each class exists once.
      build.onResolve({ filter: /^\.\/snippets\/[^/]+\/src\// }, ({ path }) => {
        const [, , , ...segments] = path.split('/');
        const name = segments.pop();
        return { path: join(root, ...segments, name === 'runtime.js' ? runtime : name), sideEffects: name !== 'runtime.js' };
      });
    },
  };
}

/** Methods that free an object. They would break it during a call, and no declaration has them: the garbage collector frees objects. */
const FREEING = /^ {4}(__destroy_into_raw|free)\(\) \{\n[^}]*^ {4}\}\n|^if \(Symbol\.dispose\) .*\n/gm;

/** Where the glue registers an object with the garbage collector. It must register what copies of the object share (`public.js`). */
const REGISTERING = /(\w+Finalization)\.register\((this|obj), \2\.__wbg_ptr, \2\)/g;
const REGISTERED = 3; // the client's constructor, and where Rust makes a client or an iterator

/**
 * Where the glue registers closures. Rust drops every closure that it makes, and registering several for each call is expensive. Only
 * the closures of promises that never settle are not freed.
 */
const CLOSURES = /^ *CLOSURE_DTORS\.(?:un)?register\(.*\n|^const CLOSURE_DTORS = [^]*?;\n/gm;

/** An import that may throw. In wasm-bindgen's form, each call makes a function and a list of its arguments. */
const CATCHING = /^export function (\w+)\(\) \{ return handleError\(function \(([^)]*)\) \{\n([^]*?)\n\}, arguments\); \}$/gm;
const caughtBy = (keep) => `export function $1($2) {\n    try {\n$3\n    } catch (e) {\n        wasm.__wbindgen_exn_store(${keep}(e));\n    }\n}`;

/** The function that stores a JavaScript value for the module: in an array, or, with a precompiled standard library, in a table. */
const KEEPING = /^function handleError\b[^]*?\b(\w+)\(e\)/m;

/** Where the glue frees a text that a method returned. If the method threw, there is none, and little of the stack may be left. */
const FREEING_TEXTS = /^( *)(wasm\.__wbindgen_free\((deferred\d+_0),)/gm;

/** How futures continue. `queueMicrotask` is a call into the browser. With three of them, it took a third of the time of a call. */
const QUEUEING = /^ {4}queueMicrotask\((.*)\);$/gm;
const QUEUED = '    resolved.then($1);';

/** Where the glue looks up a value, in a function of one expression. V8 compiles each function at its first call. */
const LOOKUP = /^function getObject\(idx\) \{ return heap\[idx\]; \}\n/gm;
const LOOKING_UP = /\bgetObject\((\w+)\)/g;

/** Where the glue puts a result into the heap. Minifiers leave the variable. */
const RETURNING = /^( *)const ret = (.*);\n *return addHeapObject\(ret\);/gm;

/** What none of the three leaves. The glue of a module with a table of JavaScript's values has none of it in the first place. */
const LEFT = /\bgetObject\b|\breturn addHeapObject\(ret\)/;

/** The glue with these replacements, which calls the module's exports by their short names. */
function shortened(glue, { exports }) {
  const found = glue.match(REGISTERING)?.length;
  if (found !== REGISTERED) throw new Error(`the glue registers ${found} objects, not ${REGISTERED}: see what wasm-bindgen has changed`);
  if (glue.match(QUEUEING)?.length !== 1) throw new Error('the glue should call queueMicrotask once: see what wasm-bindgen has changed');
  for (const part of [CATCHING, KEEPING, FREEING, FREEING_TEXTS, CLOSURES]) {
    if (!glue.match(part)) throw new Error(`the glue should have ${part}: see what wasm-bindgen has changed`);
  }
  const replaced = [
    [QUEUEING, QUEUED],
    [REGISTERING, '$1.register($2.__wbg_handle, $2.__wbg_ptr)'],
    [CATCHING, caughtBy(KEEPING.exec(glue)[1])],
    [FREEING, ''],
    [FREEING_TEXTS, '$1if ($3) $2'],
    [CLOSURES, ''],
    [LOOKUP, ''],
    [LOOKING_UP, 'heap[$1]'],
    [RETURNING, '$1return addHeapObject($2);'],
    [/\bwasm\.(\w+)/g, (_, name) => `wasm.${exports.get(name) ?? name}`],
  ].reduce((text, [part, instead]) => text.replaceAll(part, instead), glue);
  if (LEFT.test(replaced)) throw new Error(`the glue should not have ${LEFT} any more: see what wasm-bindgen has changed`);
  return `const resolved = Promise.resolve();\n${replaced}`;
}

/** A JavaScript module with the functions that the WebAssembly module imports, and the function that starts it. */
function importsModule(wasm, { imports, exports }) {
  // Exists only if the module has a table of JavaScript's values.
  const start = exports.get('__wbindgen_start');
  const [{ module }] = WebAssembly.Module.imports(new WebAssembly.Module(wasm));
  const shortNames = (pattern) => JSON.stringify([...exports].filter(([name]) => pattern.test(name)).map(([, short]) => short));
  return `
    ${imports.map(([file, name, short]) => `import { ${name} as ${short}_ } from ${JSON.stringify(file)};`).join('\n')}
    export const imports = { ${module}: { ${imports.map(([, , short]) => `${short}: ${short}_`).join(', ')} } };
    export const methods = ${shortNames(/^(?!memory|wasm_bindgen)[a-z]/)};
    export const allocators = ${shortNames(/^__(wbindgen_(malloc|realloc|free|exn_store)|externref_table_(alloc|dealloc))$/)};
    export const isOurs = (exports) => typeof exports.${exports.get('backendclient_new')} === 'function';
    export const initialize = (exports) => ${start ? `exports.${start}()` : 'undefined'};
  `;
}
