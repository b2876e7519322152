// Compiles every block of JavaScript and TypeScript in the documentation, also in pages and components, as strict TypeScript.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeBlocks, guides, preludeOf, readPage } from '../support/markdown.mjs';
import { compile, scriptsOf, strictFolder } from '../support/strict.mjs';

const PAGES = [...(await guides()), 'examples/README.md'];
const COMPILED = ['html', 'js', 'jsx', 'ts', 'tsx', 'vue'];
const OTHERS = ['css', 'python', 'sh', 'text', 'yaml'];

/** The source of each file in the documentation, for the messages of the compiler. */
const sources = new Map();

const folder = await strictFolder();

for (const page of PAGES) {
  for (const { language, line, file: shown, code: block } of codeBlocks(await readPage(page), COMPILED)) {
    // A file of an example is compiled with the rest of its recipe.
    if (shown) continue;
    const code = ['html', 'vue'].includes(language) ? scriptsOf(block) : block;
    assert.notEqual(code.trim(), '', `${page}:${line}: no script`);
    const prelude = preludeOf(code, 'const client = new BackendClient();');
    const file = `${page.replace(/\W/g, '-')}-${line}.${extensionOf(language, code)}`;
    sources.set(file, { page, line: line - prelude.split('\n').length + 1 });
    await writeFile(join(folder, file), `${prelude}${code}export {};\n`);
  }
}

/** JavaScript is compiled as TypeScript, because users paste it into such files. Only types in comments would be lost. */
function extensionOf(language, code) {
  if (language.endsWith('x')) return 'tsx';
  return /@param\b/.test(code) ? 'mjs' : 'mts';
}

test('the documentation has code to compile', () => {
  assert.ok(sources.size > 40, `${sources.size} blocks`);
});

test('no block is left out', async () => {
  const known = new RegExp(`^\`\`\`(${[...COMPILED, ...OTHERS].join('|')})?$`);
  for (const page of PAGES) {
    for (const [index, line] of (await readPage(page)).split('\n').entries()) {
      if (/^\s*(```|~~~)/.test(line)) assert.match(line, known, `${page}:${index + 1}`);
    }
  }
});

test('it compiles as strict TypeScript', async () => {
  const faults = await compile(folder, { module: 'nodenext' });
  assert.equal(faults, '', faults.replace(/^([\w-]+\.\w+)\((\d+),/gm, (whole, file, line) => {
    const source = sources.get(file);
    return source ? `${source.page}:${source.line + Number(line)} (` : whole;
  }));
});
