// Node: ES modules and CommonJS, worker threads, and programs in TypeScript.
import { join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { CJS, ESM, PACKAGE, inNode, write } from './program.mjs';

const SLIM = `import * as client from '${PACKAGE}/slim';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { app } from './app.mjs';
await client.init(readFileSync(createRequire(import.meta.url).resolve('${PACKAGE}/client.wasm')));
console.log(await app(client, process.env.BACKEND));
`;

const SLIM_CJS = `const client = require('${PACKAGE}/slim');
client.initSync(require('node:fs').readFileSync(require.resolve('${PACKAGE}/client.wasm')));
import('./app.mjs').then(({ app }) => app(client, process.env.BACKEND)).then(console.log);
`;

const THREAD = "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('main.mjs', import.meta.url));\n";

export const node = {
  'Node, import': program('main.mjs', ESM),
  'Node, require': program('main.cjs', CJS),
  'Node, require, without require(esm)': program('main.cjs', CJS, '--no-experimental-require-module'),
  'Node, slim': program('slim.mjs', SLIM),
  'Node, slim, require': program('slim.cjs', SLIM_CJS),
  'Node, worker thread': async (place) => {
    await write(place.folder, 'main.mjs', ESM);
    return program('thread.mjs', THREAD)(place);
  },
  'TypeScript, node16': typescript('mts', ['--module', 'node16']),
  'TypeScript, nodenext, CommonJS': typescript('cts', ['--module', 'nodenext']),
  'TypeScript, bundler': typescript('mts', ['--module', 'esnext', '--moduleResolution', 'bundler']),
};

function program(name, text, ...flags) {
  return async (place) => {
    await write(place.folder, name, text);
    return inNode(place, ...flags, name);
  };
}

/** Compiled in strict mode, with all declarations checked, and then run. */
function typescript(extension, options) {
  const text = `import * as client from '${PACKAGE}';
    declare const process: { env: { BACKEND: string } };
    const app: Promise<{ app(client: unknown, url: string): Promise<string> }> = import('./app.mjs' as string);
    const refused: client.NotFoundError | undefined = undefined;
    void app.then((all) => all.app(client, process.env.BACKEND)).then(console.log, refused);`;
  return async (place) => {
    const file = await write(place.folder, `main.${extension}`, text);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const common = ['--strict', '--target', 'es2022', '--lib', 'es2022,dom', '--types', '', '--skipLibCheck', 'false'];
    await inNode(place, tsc, file, ...common, ...options);
    return inNode(place, file.replace(/ts$/, 'js'));
  };
}
