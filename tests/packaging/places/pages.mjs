// Pages without a bundler, in Chromium: modules, workers, the script with the global, and a strict policy.
import { inPage } from './browser.mjs';
import { PACKAGE, write } from './program.mjs';

const PKG = `./node_modules/${PACKAGE}/pkg`;
const PAGE = `import { app } from './app.mjs';
import { show } from './show.mjs';
const { backend } = document.documentElement.dataset;
`;

// In a separate file, because a strict policy allows no inline script.
const MODULE = `import * as client from '${PKG}/index.js';\n${PAGE}show(app(client, backend));\n`;

// Workers reply to the sender of the backend's URL.
const ANSWER = 'self.onmessage = async ({ data, ports }) => ports[0].postMessage(await app(client, data).catch(String));';
const WORKER = `import * as client from '${PKG}/index.js';\nimport { app } from './app.mjs';\n${ANSWER}\n`;

const ASK = `${PAGE}const { port1, port2 } = new MessageChannel();
show(new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data))));
`;

export const pages = {
  'page, import map': (place) => inPage(place, `
    <script type="importmap">{ "imports": { "${PACKAGE}": "${PKG}/index.js" } }</script>
    <script type="module">import * as client from '${PACKAGE}';\n${PAGE}show(app(client, backend));</script>`),
  'page, slim': (place) => inPage(place, `<script type="module">import * as client from '${PKG}/slim.js';
    ${PAGE}show(client.init('${PKG}/client.wasm').then(() => app(client, backend)));</script>`),
  'page, one global, in another charset': (place) => global(place, { charset: 'windows-1252' }),
  'page, one global, from file:': (place) => global(place, { isFile: true }),
  'page, strict Content-Security-Policy': async (place) => {
    await write(place.folder, 'page.mjs', MODULE);
    const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src ${place.env.BACKEND}`;
    return inPage(place, '<script type="module" src="page.mjs"></script>', { headers: { 'Content-Security-Policy': policy } });
  },
  'page, module worker': async (place) => {
    await write(place.folder, 'worker.mjs', WORKER);
    return inPage(place, `<script type="module">${ASK}
      new Worker('worker.mjs', { type: 'module' }).postMessage(backend, [port2]);</script>`);
  },
  'page, service worker': async (place) => {
    await write(place.folder, 'worker.js', WORKER);
    return inServiceWorker(place, 'module');
  },
  'page, service worker, classic': async (place) => {
    const client = `importScripts('${PKG}/index.iife.js');\nconst client = SynapseBackendClient;\n`;
    await write(place.folder, 'worker.js', `${client}${place.sources.app}\n${ANSWER}\n`);
    return inServiceWorker(place, 'classic');
  },
};

async function global(place, options) {
  const { app, show } = place.sources;
  return inPage(place, `<script src="${PKG}/index.iife.js"></script>
    <script>${app}; ${show}; show(app(SynapseBackendClient, document.documentElement.dataset.backend));</script>`, options);
}

function inServiceWorker(place, type) {
  return inPage(place, `<script type="module">${ASK}
    await navigator.serviceWorker.register('worker.js', { type: '${type}' });
    (await navigator.serviceWorker.ready).active.postMessage(backend, [port2]);</script>`);
}
