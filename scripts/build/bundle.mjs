// Bundles src/js/browser.js and node.js with the module and its glue into the package's JavaScript files.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { glueFile, pkg, root, wasmFile } from '../lib/paths.mjs';
import { decode, encode } from './inline.mjs';

/** Writes pkg/index.js, index.cjs, node.cjs and node.mjs, and answers the names that they export. */
export async function bundle() {
  const plugins = [syntheticModules(await readFile(wasmFile))];
  const shared = { bundle: true, minify: true, charset: 'utf8', target: 'es2022', plugins };
  const from = (entry) => ({ ...shared, entryPoints: [join(root, 'src', 'js', entry)] });
  const { metafile } = await esbuild.build({ ...from('browser.js'), format: 'esm', outfile: join(pkg, 'index.js'), metafile: true });
  await esbuild.build({ ...from('browser.js'), format: 'cjs', outfile: join(pkg, 'index.cjs') });
  await esbuild.build({ ...from('node.js'), format: 'cjs', platform: 'node', outfile: join(pkg, 'node.cjs') });
  const [{ exports: names }] = Object.values(metafile.outputs);
  await writeFile(join(pkg, 'node.mjs'), reexport(names));
  return names.sort();
}

/** In Node, `import` and `require` must give the same classes: both end in the CommonJS file. */
function reexport(names) {
  return `import client from './node.cjs';\nexport const { ${names.join(', ')} } = client;\n`;
}

function syntheticModules(wasm) {
  return {
    name: 'synapse',
    setup(build) {
      build.onResolve({ filter: /^synapse:glue$/ }, () => ({ path: glueFile, sideEffects: false }));
      build.onResolve({ filter: /^synapse:wasm$/ }, ({ path }) => ({ path, namespace: 'synapse' }));
      build.onLoad({ filter: /.*/, namespace: 'synapse' }, () => ({ contents: wasmModule(wasm), resolveDir: pkg }));
      // wasm-bindgen imports its own copies of src/js/*.js: lead them back, so that each class exists once.
      build.onResolve({ filter: /^\.\/snippets\/[^/]+\/src\// }, ({ path }) => {
        const [, , , ...segments] = path.split('/');
        return { path: join(root, ...segments) };
      });
    },
  };
}

/** The source of `synapse:wasm`: the bytes, and the functions that the module imports, by the file that has them. */
function wasmModule(wasm) {
  const namesByFile = new Map();
  for (const { module, name } of WebAssembly.Module.imports(new WebAssembly.Module(wasm))) {
    namesByFile.set(module, [...(namesByFile.get(module) ?? []), name]);
  }
  const files = [...namesByFile].map(([file, names]) => ({ file: JSON.stringify(file), names: names.join(', ') }));
  return `
    ${files.map(({ file, names }) => `import { ${names} } from ${file};`).join('\n')}
    export const imports = { ${files.map(({ file, names }) => `${file}: { ${names} }`).join(', ')} };
    ${decode}
    export const wasmBytes = () => decode(${JSON.stringify(encode(wasm))});
  `;
}
