// Bundlers with their default settings. Their output is run: a page in Chromium, or a program in Node.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { html, inPage, visit } from './browser.mjs';
import { ESM, PACKAGE, inNode, write } from './program.mjs';

const PAGE = `import * as client from '${PACKAGE}';
import { app } from './app.mjs';
import { show } from './show.mjs';
show(app(client, document.documentElement.dataset.backend));
`;

export const bundlers = {
  'esbuild, page': (place) => bundled(place, (input, outfile) => esbuild(place, { entryPoints: [input], format: 'iife', outfile })),
  'esbuild, Node': async (place) => {
    const input = await write(place.folder, 'main.mjs', ESM);
    await esbuild(place, { entryPoints: [input], platform: 'node', format: 'esm', outfile: join(place.folder, 'out.mjs') });
    return inNode(place, 'out.mjs');
  },
  'Rollup, page': (place) => bundled(place, async (input, file) => {
    const resolve = place.load('@rollup/plugin-node-resolve').nodeResolve({ browser: true });
    const build = await place.load('rollup').rollup({ input, plugins: [resolve] });
    await build.write({ file, format: 'iife', name: 'app' });
  }),
  // Without a plugin for CommonJS.
  'Rollup, Node': async (place) => {
    const input = await write(place.folder, 'main.mjs', ESM);
    const resolve = place.load('@rollup/plugin-node-resolve').nodeResolve({ exportConditions: ['node'], preferBuiltins: true });
    const build = await place.load('rollup').rollup({ input, plugins: [resolve] });
    await build.write({ file: join(place.folder, 'out.mjs'), format: 'es' });
    return inNode(place, 'out.mjs');
  },
  'webpack, page': (place) => bundled(place, (input, outfile) => webpack(place, 'web', input, outfile)),
  // Its bundle is a classic script, which a page reads in the page's encoding.
  'webpack, page, in another charset': (place) =>
    bundled(place, (input, outfile) => webpack(place, 'web', input, outfile), { charset: 'windows-1252' }),
  'webpack, Node': async (place) => {
    const input = await write(place.folder, 'main.mjs', ESM);
    await webpack(place, 'node', input, join(place.folder, 'out.cjs'));
    return inNode(place, 'out.cjs');
  },
  'Rspack, page': (place) => bundled(place, (input, outfile) => webpack(place, 'web', input, outfile, '@rspack/core')),
  'Rolldown, page': (place) => bundled(place, async (input, file) => {
    const build = await place.load('rolldown').rolldown({ input });
    await build.write({ file, format: 'iife', name: 'app', minify: true });
  }),
  'Vite, dev server': viteDev,
  'Vite, dev server, in Node': viteInNode,
  'Vite, build': async (place) => {
    await writePage(place);
    await inNode(place, place.tool('vite', 'bin/vite.js'), 'build');
    return visit({ folder: join(place.folder, 'dist') });
  },
  'Parcel, build': async (place) => {
    await writePage(place);
    const config = ['--config', place.resolve('@parcel/config-default'), '--no-cache', '--no-autoinstall'];
    await inNode(place, place.tool('parcel', 'lib/bin.js'), 'build', 'index.html', ...config);
    return visit({ folder: join(place.folder, 'dist') });
  },
};

async function bundled(place, bundle, options) {
  await bundle(await write(place.folder, 'page.mjs', PAGE), join(place.folder, 'out.js'));
  return inPage(place, '<script src="out.js"></script>', options);
}

/** A page and its module, for bundlers whose entry is the page. */
async function writePage({ folder, env }) {
  await write(folder, 'page.mjs', PAGE);
  await write(folder, 'index.html', html(env.BACKEND, '<script type="module" src="page.mjs"></script>'));
}

function esbuild({ load }, options) {
  return load('esbuild').build({ bundle: true, minify: true, logLevel: 'silent', ...options });
}

/** webpack, or a bundler with the same API. */
function webpack({ load, folder }, target, entry, outfile, name = 'webpack') {
  const output = { path: folder, filename: outfile.slice(folder.length + 1) };
  return new Promise((resolve, reject) => {
    load(name)({ mode: 'production', target, entry, output, context: folder }, (error, stats) => {
      if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
      else resolve();
    });
  });
}

/** Twice: at the first visit, the dev server still has to prepare the packages. */
async function viteDev(place) {
  await writePage(place);
  const server = await place.load('vite').createServer({ root: place.folder, logLevel: 'silent', server: { host: '127.0.0.1' } });
  try {
    await server.listen();
    const [url] = server.resolvedUrls.local;
    await visit({ url });
    return await visit({ url });
  } finally {
    await server.close();
  }
}

/** How frameworks based on Vite treat server code if they bundle all packages. */
async function viteInNode(place) {
  await write(place.folder, 'main.mjs', ESM);
  const program = `import { createServer } from ${JSON.stringify(pathToFileURL(place.resolve('vite')).href)};
const server = await createServer({ server: { middlewareMode: true }, appType: 'custom', ssr: { noExternal: true }, logLevel: 'error' });
await server.ssrLoadModule('/main.mjs');
await server.close();
`;
  return inNode(place, await write(place.folder, 'server.mjs', program));
}
