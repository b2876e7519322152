// The package's declarations: those that wasm-bindgen generates, without what belongs to its glue.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedTypesFile, pkg, root } from '../lib/paths.mjs';

// Methods declare an AsyncIterableIterator of their items, so users do not need the class behind it.
const ITERATOR = /^(?:\/\*\*\n(?: \*.*\n)+)?export class ItemIterator \{\n(?:(?: .*)?\n)*\}\n/m;

// The garbage collector frees a client. These methods would break it during a call.
const GLUE_ONLY = ['/* tslint:disable */\n/* eslint-disable */\n', '    free(): void;\n', '    [Symbol.dispose](): void;\n'];

// `T extends A<T> & B` or `T = A`, up to the end of the type or of its first alternative.
const TYPE_PARAMETER = /\b(T (?:extends|=) \w+(?:<T>)?(?: & \w+(?:<T>)?)*)(?= \||[,)>])/;

// What an import of the file gives in edge runtimes and their bundlers.
const WASM_TYPES = 'declare const module: WebAssembly.Module;\nexport default module;\n';

/** @param {string[]} names the names that the package exports at run time, which must be declared as well */
export async function declare(names) {
  let types = await readFile(generatedTypesFile, 'utf8');
  for (const text of [ITERATOR, ...GLUE_ONLY]) {
    if (types.split(text).length !== 2) throw new Error(`${generatedTypesFile} should have this once: ${String(text).trim()}`);
    types = types.replace(text, '');
  }
  types = declareTypeParameters(types);
  const declared = [...types.matchAll(/^export (?:abstract )?(?:class|function|const) (\w+)/gm)].map(([, name]) => name);
  const missing = names.filter((name) => !declared.includes(name));
  const extra = declared.filter((name) => !names.includes(name));
  if (missing.length) throw new Error(`exported but not declared: ${missing.join(', ')}`);
  if (extra.length) throw new Error(`declared but not exported: ${extra.join(', ')}`);
  // The global of index.iife.js, for scripts that are not modules.
  types = `${types.replace(/\n{3,}/g, '\n\n').trimEnd()}\n\nexport as namespace SynapseBackendClient;\n`;
  await writeBoth('index', types);
  await writeBoth('slim', await readFile(join(root, 'src', 'js', 'slim.d.ts'), 'utf8'));
  await writeFile(join(pkg, 'client.wasm.d.ts'), WASM_TYPES);
}

/**
 * wasm-bindgen does not support type parameters. A method declares one where it is first used, and this function moves it
 * in front of the arguments: `a(b: T extends C | null): D` becomes `a<T extends C>(b: T | null): D`.
 *
 * @param {string} types
 */
export function declareTypeParameters(types) {
  return types.replace(/^( {4}\w+)(\(.*\bT (?:extends|=) .*)$/gm, (method, name, signature) => {
    const [before, parameter, after, ...more] = signature.split(TYPE_PARAMETER);
    if (!parameter || more.length) throw new Error(`${generatedTypesFile} should have one type parameter here: ${method.trim()}`);
    return `${name}<${parameter}>${before}T${after}`;
  });
}

/** Writes the declarations for `import` and for `require`. Imports between them are of the same kind. */
export async function writeBoth(name, types) {
  await writeFile(join(pkg, `${name}.d.ts`), types);
  await writeFile(join(pkg, `${name}.d.cts`), types.replaceAll("'./index.js'", "'./index.cjs'"));
}
