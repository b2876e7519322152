// Other server runtimes: Deno, Bun, and workerd as in Cloudflare Workers. (Vercel's is in frameworks.mjs, as an edge route of Next.)
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture } from '../../../scripts/lib/run.mjs';
import { ESM, PACKAGE, inNode, write } from './program.mjs';

export const edge = {
  Deno: async (place) => {
    await write(place.folder, 'main.mjs', ESM);
    return inNode(place, place.tool('deno', 'bin.cjs'), 'run', '-A', '--no-lock', 'main.mjs');
  },
  Bun: async ({ folder, env, tool }) => {
    await write(folder, 'main.mjs', ESM);
    return capture(tool('bun', 'bin/bun.exe'), ['run', 'main.mjs'], { cwd: folder, env });
  },
  'workerd (Miniflare)': inMiniflare,
};

/** Twice, because a request must not use what the one before has left. */
async function inMiniflare({ folder, env, load }) {
  const { Miniflare } = load('miniflare');
  const packaged = (name) => join(folder, 'node_modules', PACKAGE, 'pkg', name);
  const worker = `import * as client from './workerd.js';\nimport { app } from './app.mjs';
    export default { fetch: async (_, env) => new Response(await app(client, env.BACKEND)) };`;
  const modules = [
    { type: 'ESModule', path: 'worker.mjs', contents: worker },
    { type: 'ESModule', path: 'app.mjs', contents: await readFile(join(folder, 'app.mjs'), 'utf8') },
    { type: 'ESModule', path: 'workerd.js', contents: await readFile(packaged('workerd.js'), 'utf8') },
    { type: 'CompiledWasm', path: 'client.wasm', contents: await readFile(packaged('client.wasm')) },
  ];
  const miniflare = new Miniflare({ modules, bindings: { BACKEND: env.BACKEND }, compatibilityDate: '2026-01-01' });
  try {
    await (await miniflare.dispatchFetch('http://worker/')).text();
    return await (await miniflare.dispatchFetch('http://worker/')).text();
  } finally {
    await miniflare.dispose();
  }
}
