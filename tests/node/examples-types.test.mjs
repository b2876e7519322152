// Every file of the examples, also the scripts in pages and components, compiles as strict TypeScript. The blocks of docs/recipes.md
// are such files.
import assert from 'node:assert/strict';
import { copyFile, cp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/markdown.mjs';
import { compile, scriptsOf, strictFolder } from '../support/strict.mjs';

const MADE_BY_TOOLS = ['node_modules', 'dist', '.next'];
const COMPILED = /\.([cm]?[jt]s|[jt]sx|html|vue)$/;
const OTHERS = /\.(json|md|py|txt|yaml)$/;

const folder = await strictFolder();
const examples = join(folder, 'examples');
const recipes = join(examples, 'recipes');
await cp(join(root, 'examples'), examples, { recursive: true, filter: (path) => !MADE_BY_TOOLS.includes(basename(path)) });
await copyFile(join(root, 'tests/node/support/packages.d.ts'), join(folder, 'packages.d.ts'));

const entries = await readdir(examples, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
for (const path of files) {
  if (path.endsWith('.html')) await writeFile(`${path}.mjs`, scriptsOf(await readFile(path, 'utf8')));
  // A component is what its file exports by default.
  if (path.endsWith('.vue')) {
    await writeFile(`${path}.ts`, `${scriptsOf(await readFile(path, 'utf8'))}export default {} as import('vue').Component;\n`);
  }
}
// The server of this recipe takes it from the package.
await writeFile(join(recipes, 'hono/public/client.d.ts'), "export * from 'synapse-backend-client';\n");
// Last: Node 20 would follow these links when it reads the folder.
for (const name of await readdir(recipes)) await symlink(join(folder, 'node_modules'), join(recipes, name, 'node_modules'));

test('no file is left out', () => {
  assert.deepEqual(files.filter((path) => !COMPILED.test(path) && !OTHERS.test(path)), []);
});

test('the examples compile as strict TypeScript', async () => {
  const paths = { '@/*': ['./examples/recipes/next/*'] };
  const faults = await compile(folder, { module: 'esnext', moduleResolution: 'bundler', paths });
  assert.equal(faults, '', faults.replace(/(\.html|\.vue)\.\w+(?=\()/g, '$1'));
});
