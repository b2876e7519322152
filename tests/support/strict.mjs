// Compiles JavaScript and TypeScript as strict TypeScript, also the scripts of pages and components.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './markdown.mjs';
import { run } from './run.mjs';
import { temporaryFolder } from './sandbox.mjs';

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
  jsx: 'react-jsx',
  types: ['node', 'vite/client'],
};

/** The path of each package whose types are needed, by name. */
const INSTALLED = {
  '@types/node': 'www/node_modules/@types/node',
  '@types/react': 'node_modules/@types/react',
  'synapse-backend-client': '.',
  vite: 'www/node_modules/vite',
  vue: 'node_modules/vue',
};

/** A folder to compile in, with the packages. */
export async function strictFolder() {
  const folder = await temporaryFolder();
  for (const [name, path] of Object.entries(INSTALLED)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, path), link);
  }
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  return folder;
}

/** Compiles a folder. Returns one line for each error. */
export async function compile(folder, options) {
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: ['**/*'] }));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, stdout, stderr } = await run(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { cwd: folder });
  return code === 0 ? '' : stdout + stderr;
}

/** The scripts in a page or a component. Everything else becomes blank, so that the lines keep their numbers. */
export function scriptsOf(text) {
  let code = '';
  let end = 0;
  for (const { 0: element, 1: tag, 2: script, index } of text.matchAll(/(<script\b[^>]*>)([^]*?)<\/script>/g)) {
    const isCode = !/importmap| src=/.test(tag);
    code += blank(text.slice(end, index) + tag) + (isCode ? script : blank(script));
    end = index + element.length;
  }
  return code;
}

function blank(text) {
  return text.replace(/[^\n]/g, '');
}
