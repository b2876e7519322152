// Bundles the entries of src/js/ with the module and its glue into the package's JavaScript files.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { glueFile, pkg, root, wasmFile } from '../lib/paths.mjs';
import { ENTRIES, REEXPORTS } from './entries.mjs';
import { decode, encode } from './inline.mjs';

/** Writes all of them, and answers the names that the main entry exports. */
export async function bundle() {
  const wasm = await readFile(wasmFile);
  await copyFile(wasmFile, join(pkg, 'client.wasm'));
  const names = new Map();
  for (const entry of ENTRIES) names.set(entry.outfile, await bundleOne(entry, wasm));
  for (const [file, from] of REEXPORTS) {
    const same = from.startsWith('slim') ? 'slim.js' : 'index.js';
    await writeFile(join(pkg, file), reexport(from, names.get(same)));
  }
  return names.get('index.js').sort();
}

async function bundleOne({ entry, outfile, file, module, ...options }, wasm) {
  const { metafile } = await esbuild.build({
    ...{ bundle: true, minify: true, charset: 'utf8', target: 'es2022', metafile: true },
    ...options,
    entryPoints: [join(root, 'src', 'js', entry)],
    outfile: join(pkg, outfile),
    plugins: [syntheticModules(wasm, file, module)],
  });
  const [{ exports: names }] = Object.values(metafile.outputs);
  return names;
}

function reexport(file, names) {
  return `import client from './${file}';\nexport const { ${names.join(', ')} } = client;\n`;
}

function syntheticModules(wasm, file, module) {
  const sources = { 'synapse:imports': importsModule(wasm), 'synapse:bytes': bytesModule(wasm) };
  return {
    name: 'synapse',
    setup(build) {
      build.onResolve({ filter: /^synapse:glue$/ }, () => ({ path: glueFile, sideEffects: false }));
      build.onResolve({ filter: /^synapse:file$/ }, () => ({ path: join(root, 'src', 'js', file) }));
      build.onResolve({ filter: /^synapse:module$/ }, () => ({ path: module, external: true }));
      build.onResolve({ filter: /^synapse:(imports|bytes)$/ }, ({ path }) => ({ path, namespace: 'synapse' }));
      build.onLoad({ filter: /.*/, namespace: 'synapse' }, ({ path }) => ({ contents: sources[path], resolveDir: pkg }));
      // wasm-bindgen imports its own copies of src/js/*.js: lead them back, so that each class exists once.
      build.onResolve({ filter: /^\.\/snippets\/[^/]+\/src\// }, ({ path }) => {
        const [, , , ...segments] = path.split('/');
        return { path: join(root, ...segments) };
      });
    },
  };
}

/** The functions that the WebAssembly module imports, by the file that has them. */
function importsModule(wasm) {
  const namesByFile = new Map();
  for (const { module, name } of WebAssembly.Module.imports(new WebAssembly.Module(wasm))) {
    namesByFile.set(module, [...(namesByFile.get(module) ?? []), name]);
  }
  const files = [...namesByFile].map(([file, names]) => ({ file: JSON.stringify(file), names: names.join(', ') }));
  return `
    ${files.map(({ file, names }) => `import { ${names} } from ${file};`).join('\n')}
    export const imports = { ${files.map(({ file, names }) => `${file}: { ${names} }`).join(', ')} };
  `;
}

function bytesModule(wasm) {
  return `${decode}\nexport const wasmBytes = () => decode(${JSON.stringify(encode(wasm))});`;
}
