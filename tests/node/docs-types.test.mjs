// Every block of JavaScript and TypeScript in the documentation, also in pages and components, and every example, compiles as strict
// TypeScript.
import assert from 'node:assert/strict';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeBlocks, guides, preludeOf, readPage, root } from '../support/markdown.mjs';
import { run } from '../support/run.mjs';
import { temporaryFolder } from '../support/sandbox.mjs';

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  target: 'es2022',
  lib: ['es2022', 'dom', 'dom.iterable'],
  module: 'nodenext',
  jsx: 'react-jsx',
  types: ['node'],
  typeRoots: [join(root, 'www', 'node_modules', '@types')],
};

/** What is code in a page or a component. */
const SCRIPT = {
  html: /(<script type="module">\n)([^]*?)<\/script>/,
  vue: /(<script setup lang="ts">\n)([^]*?)<\/script>/,
};

/** The code of a block, and the lines before it. */
function codeOf({ language, code }) {
  const script = SCRIPT[language];
  if (!script) return { code, before: 0 };
  const found = code.match(script);
  assert.ok(found, `no script in this block:\n${code}`);
  return { code: found[2], before: code.slice(0, found.index + found[1].length).split('\n').length - 1 };
}

/** By file: where in the documentation it comes from, so that a message of the compiler can be found. */
const sources = new Map();

const folder = await temporaryFolder();
await mkdir(join(folder, 'node_modules'));
await symlink(root, join(folder, 'node_modules', 'synapse-backend-client'));
for (const name of ['@types', 'vue']) await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');

for (const page of await guides()) {
  for (const block of codeBlocks(await readPage(page), ['html', 'js', 'ts', 'tsx', 'vue'])) {
    // A file of an example is compiled where it is, or with the rest of its recipe.
    if (block.file) continue;
    const { code, before } = codeOf(block);
    // JavaScript is what TypeScript users paste into their files, too. Only types in comments would be lost there.
    const extension = block.language === 'tsx' ? 'tsx' : /@param\b/.test(code) ? 'mjs' : 'mts';
    const prelude = preludeOf(code, 'const client = new BackendClient();');
    const file = `${page.replace(/\W/g, '-')}-${block.line}.${extension}`;
    sources.set(file, { page, line: block.line + before - prelude.split('\n').length + 1 });
    await writeFile(join(folder, file), `${prelude}${code}export {};\n`);
  }
}

// The examples stay where they are: they import each other.
const names = await readdir(join(root, 'examples'), { recursive: true });
const examples = names.filter((name) => name.endsWith('.mjs') && !name.startsWith('recipes'));
await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({
  compilerOptions: OPTIONS,
  include: [...sources.keys(), ...examples.map((name) => join(root, 'examples', name))],
}));

test('the documentation has code to compile', () => {
  assert.ok(sources.size > 40, `${sources.size} blocks`);
  assert.ok(examples.length >= 4, `${examples.length} examples`);
});

test('it compiles as strict TypeScript', async () => {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, stdout, stderr } = await run(process.execPath, [compiler, '-p', folder, '--pretty', 'false']);
  const located = stdout.replace(/^(?:.*\/)?([\w-]+\.(?:m[jt]s|tsx))\((\d+),/gm, (whole, file, line) => {
    const source = sources.get(file);
    return source ? `${source.page}:${source.line + Number(line)} (` : whole;
  });
  assert.equal(code, 0, located + stderr);
});
