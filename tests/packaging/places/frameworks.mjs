// Next, with all four kinds of code in one app, and test runners.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { visit } from './browser.mjs';
import { PACKAGE, inNode, write } from './program.mjs';

const IMPORTS = `import * as client from '${PACKAGE}';\nimport { app } from '../app.mjs';\n`;
const HANDLER = `${IMPORTS.replace('../', '../../')}export const dynamic = 'force-dynamic';
export const GET = async () => new Response(await app(client, process.env.BACKEND));
`;
const NEXT_FILES = {
  // The packages that are linked into the app's folder are outside of it.
  'next.config.mjs': "export default { turbopack: { root: '/' } };\n",
  'app/layout.jsx': 'export default ({ children }) => <html><body>{children}</body></html>;\n',
  // A server component that renders a client component, which first runs on the server as well.
  'app/page.jsx': `${IMPORTS}import { Client } from './client.jsx';
    export const dynamic = 'force-dynamic';
    export default async () => <><p>{await app(client, process.env.BACKEND)}</p><Client backend={process.env.BACKEND} /></>;`,
  'app/client.jsx': `'use client';\n${IMPORTS}import { useEffect, useState } from 'react';
    export function Client({ backend }) {
      const [seen, setSeen] = useState();
      useEffect(() => void app(client, backend).then(setSeen, (error) => setSeen(String(error))), [backend]);
      return seen && <output>{seen}</output>;
    }`,
  'app/handler/route.js': HANDLER,
  'app/edge/route.js': `${HANDLER}export const runtime = 'edge';\n`,
};

// A test that writes what the app saw to a file, because the output of a runner is its report.
const TEST = `test('app', async () => {
  require('node:fs').writeFileSync('seen.txt', await app(client, process.env.BACKEND));
});
`;

export const frameworks = {
  'Next: components, route handler, edge route': next,
  Vitest: async (place) => {
    const imports = `import { createRequire } from 'node:module';\nimport * as client from '${PACKAGE}';\nimport { app } from './app.mjs';\n`;
    await write(place.folder, 'app.test.mjs', `${imports}const require = createRequire(import.meta.url);\n${TEST}`);
    await inNode(place, place.tool('vitest', 'vitest.mjs'), 'run', '--globals');
    return readFile(join(place.folder, 'seen.txt'), 'utf8');
  },
  'Jest, node': (place) => jest(place, 'node'),
  'Jest, jsdom': (place) => jest(place, place.resolve('jest-fixed-jsdom')),
};

async function jest(place, environment) {
  await write(place.folder, 'app.test.js', `const client = require('${PACKAGE}');\n${place.sources.app}\n${TEST}`);
  await inNode(place, place.tool('jest', 'bin/jest.js'), '--env', environment);
  return readFile(join(place.folder, 'seen.txt'), 'utf8');
}

async function next(place) {
  for (const name of ['next', 'react', 'react-dom']) {
    await symlink(dirname(place.resolve(`${name}/package.json`)), join(place.folder, 'node_modules', name));
  }
  for (const folder of ['app/handler', 'app/edge']) await mkdir(join(place.folder, folder), { recursive: true });
  for (const [name, text] of Object.entries(NEXT_FILES)) await write(place.folder, name, text);
  const env = { ...place.env, NEXT_TELEMETRY_DISABLED: '1' };
  const program = place.tool('next', 'dist/bin/next');
  await inNode({ ...place, env }, program, 'build');

  const server = spawn(process.execPath, [program, 'start', '--hostname', '127.0.0.1', '--port', '0'], { cwd: place.folder, env });
  const ended = once(server, 'close');
  try {
    const url = await addressOf(server);
    const text = async (path) => (await fetch(url + path)).text();
    const [, inServer] = (await text('/')).match(/<p>(.*?)<\/p>/) ?? [];
    const all = { inServer, inClient: await visit({ url }), inHandler: await text('/handler'), inEdge: await text('/edge') };
    const [seen, ...others] = new Set(Object.values(all));
    return others.length === 0 ? seen : JSON.stringify(all, null, 2);
  } finally {
    server.kill();
    await ended;
  }
}

/** The output of the server when it has started. */
async function addressOf(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = line.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    if (url) return url;
  }
  throw new Error('the server ended before it had started');
}
