// The places: each writes its few files into its folder, which has the installed package, and answers what the app saw there.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/paths.mjs';
import { capture } from '../../scripts/lib/run.mjs';
import { inPage } from './page.mjs';

const PACKAGE = 'synapse-backend-client';
const ESM = `import * as client from '${PACKAGE}';\nimport { app } from './app.mjs';\nconsole.log(await app(client, process.env.BACKEND));\n`;
const CJS = `const client = require('${PACKAGE}');\nimport('./app.mjs').then(({ app }) => app(client, process.env.BACKEND)).then(console.log);\n`;
const SLIM = `import * as client from '${PACKAGE}/slim';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { app } from './app.mjs';
await client.init(readFileSync(createRequire(import.meta.url).resolve('${PACKAGE}/client.wasm')));
console.log(await app(client, process.env.BACKEND));
`;
const THREAD = "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('main.mjs', import.meta.url));\n";
const PAGE = `import * as client from '${PACKAGE}';\nimport { app } from './app.mjs';\nself.result = app(client, self.BACKEND);\n`;

const node = (name, text, ...flags) => ({ folder, env }) => run(process.execPath, name, text, folder, env, flags);

export const PLACES = {
  'Node, import': node('main.mjs', ESM),
  'Node, require': node('main.cjs', CJS),
  'Node, require, without require(esm)': node('old.cjs', CJS, '--no-experimental-require-module'),
  'Node, slim': node('slim.mjs', SLIM),
  'Node, slim, require': node('slim.cjs', CJS.replace(`'${PACKAGE}')`, `'${PACKAGE}/slim')`).replace(
    '\nimport',
    `\nclient.initSync(require('node:fs').readFileSync(require.resolve('${PACKAGE}/client.wasm')));\nimport`,
  )),
  'Node, worker thread': node('thread.mjs', THREAD),
  'TypeScript, node16': typescript('mts', ['--module', 'node16']),
  'TypeScript, nodenext, CommonJS': typescript('cts', ['--module', 'nodenext']),
  'TypeScript, bundler': typescript('mts', ['--module', 'esnext', '--moduleResolution', 'bundler']),
  Deno: ({ folder, env, tool }) => run(tool('deno', 'bin.cjs'), 'main.mjs', ESM, folder, env, ['run', '-A', '--no-lock']),
  Bun: ({ folder, env, tool }) => run(tool('bun', 'bin/bun.exe'), 'main.mjs', ESM, folder, env, ['run']),
  'workerd (Miniflare)': inMiniflare,
  'esbuild, page': (place) => bundled(place, async (input, outfile) => {
    const { build } = place.load('esbuild');
    await build({ entryPoints: [input], bundle: true, format: 'iife', minify: true, outfile, logLevel: 'silent' });
  }),
  'Rollup, page': (place) => bundled(place, async (input, file) => {
    const { rollup } = place.load('rollup');
    const build = await rollup({ input, plugins: [place.load('@rollup/plugin-node-resolve').nodeResolve({ browser: true })] });
    await build.write({ file, format: 'iife', name: 'app' });
  }),
  'webpack, page': (place) => bundled(place, (input, outfile) => webpack(place, 'web', input, outfile)),
  'webpack, Node': async (place) => {
    const input = await write(place.folder, 'main.mjs', ESM);
    await webpack(place, 'node', input, join(place.folder, 'out.cjs'));
    return capture(process.execPath, ['out.cjs'], { cwd: place.folder, env: place.env });
  },
  'page, import map': ({ folder, env }) => inPage(folder, env.BACKEND, `
    <script type="importmap">{ "imports": { "${PACKAGE}": "./node_modules/${PACKAGE}/pkg/index.js" } }</script>
    <script type="module">${PAGE}</script>`),
  'page, slim': ({ folder, env }) => inPage(folder, env.BACKEND, `<script type="module">
    import * as client from './node_modules/${PACKAGE}/pkg/slim.js';
    import { app } from './app.mjs';
    self.result = client.init('./node_modules/${PACKAGE}/pkg/client.wasm').then(() => app(client, self.BACKEND));
  </script>`),
  'page, one global, in another charset': (place) => global(place, { charset: 'windows-1252' }),
  'page, one global, from file:': (place) => global(place, { isFile: true }),
};

async function run(program, name, text, cwd, env, flags) {
  await write(cwd, 'main.mjs', ESM);
  await write(cwd, name, text);
  const isScript = /\.c?js$/.test(program);
  return isScript
    ? capture(process.execPath, [program, ...flags, name], { cwd, env })
    : capture(program, [...flags, name], { cwd, env });
}

/** Compiled strictly, with all declarations checked, and then run. */
function typescript(extension, options) {
  const text = `import * as client from '${PACKAGE}';
    declare const process: { env: { BACKEND: string } };
    const app: Promise<{ app(client: unknown, url: string): Promise<string> }> = import('./app.mjs' as string);
    const refused: client.NotFoundError | undefined = undefined;
    void app.then((all) => all.app(client, process.env.BACKEND)).then(console.log, refused);`;
  return async ({ folder, env }) => {
    const file = await write(folder, `main.${extension}`, text);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const common = ['--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--types', '', '--skipLibCheck', 'false'];
    await capture(process.execPath, [tsc, file, ...common, ...options], { cwd: folder });
    return capture(process.execPath, [file.replace(/ts$/, 'js')], { cwd: folder, env });
  };
}

async function write(folder, name, text) {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

async function bundled({ folder, env }, bundle) {
  await bundle(await write(folder, 'page.mjs', PAGE), join(folder, 'out.js'));
  return inPage(folder, env.BACKEND, '<script src="out.js"></script>');
}

function webpack({ load, folder }, target, entry, outfile) {
  const output = { path: folder, filename: outfile.slice(folder.length + 1) };
  return new Promise((resolve, reject) => {
    load('webpack')({ mode: 'production', target, entry, output, context: folder }, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else resolve();
    });
  });
}

async function global({ folder, env }, options) {
  const { app } = await import(pathToFileURL(join(folder, 'app.mjs')).href);
  return inPage(folder, env.BACKEND, `
    <script src="node_modules/${PACKAGE}/pkg/index.iife.js"></script>
    <script>${app}; self.result = app(SynapseBackendClient, self.BACKEND);</script>`, options);
}

/** Twice: what a request leaves behind must not be used by the next. */
async function inMiniflare({ folder, env, load }) {
  const { Miniflare } = load('miniflare');
  const files = ['workerd.js', 'client.wasm'].map((name) => join(folder, 'node_modules', PACKAGE, 'pkg', name));
  const worker = `import * as client from './workerd.js';\nimport { app } from './app.mjs';
    export default { fetch: async (_, env) => new Response(await app(client, env.BACKEND)) };`;
  const modules = [
    { type: 'ESModule', path: 'worker.mjs', contents: worker },
    { type: 'ESModule', path: 'app.mjs', contents: await readFile(join(folder, 'app.mjs'), 'utf8') },
    { type: 'ESModule', path: 'workerd.js', contents: await readFile(files[0], 'utf8') },
    { type: 'CompiledWasm', path: 'client.wasm', contents: await readFile(files[1]) },
  ];
  const miniflare = new Miniflare({ modules, bindings: { BACKEND: env.BACKEND }, compatibilityDate: '2026-01-01' });
  try {
    await (await miniflare.dispatchFetch('http://worker/')).text();
    return await (await miniflare.dispatchFetch('http://worker/')).text();
  } finally {
    await miniflare.dispose();
  }
}

/** How places reach the programs that are tested with. */
export const toolsOf = (folder) => {
  const load = createRequire(join(folder, 'package.json'));
  return { load, tool: (name, file) => join(folder, 'node_modules', name, file) };
};
