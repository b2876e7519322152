// A page in Chromium. Returns what the app saw there: the text of the page's <output>.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../../scripts/lib/chromium.mjs';
import { write } from './program.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
const PAGE_TIMEOUT_MS = 30_000;

export function html(backend, body, charset = 'utf-8') {
  return `<!doctype html><html data-backend="${backend}"><meta charset="${charset}"><title>App</title><body>${body}</body></html>`;
}

/** Writes a page with this body into the place's folder, and visits it. */
export async function inPage({ folder, env }, body, { charset, isFile = false, headers } = {}) {
  const file = await write(folder, 'index.html', html(env.BACKEND, body, charset));
  return visit(isFile ? { url: pathToFileURL(file).href } : { folder, headers });
}

/** Visits a page of a running server, or of a folder that is served for this visit. */
export async function visit({ url, folder, headers }) {
  const server = url ? { url, stop() {} } : await serve(folder, headers);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  try {
    const page = await browser.newPage();
    const problems = [];
    const failed = new Promise((resolve) => {
      page.on('pageerror', (error) => resolve(`${error}\n${problems.join('\n')}`));
    });
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(server.url);
    const output = page.locator('output').textContent({ timeout: PAGE_TIMEOUT_MS });
    return await Promise.race([output.catch((error) => [error.message, ...problems].join('\n')), failed]);
  } finally {
    await browser.close();
    server.stop();
  }
}

async function serve(folder, headers) {
  const listener = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://any');
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const body = await readFile(join(folder, file)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain', ...headers }).end(body);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const stop = () => {
    listener.close();
    listener.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${listener.address().port}/`, stop };
}
