// A page in Chromium, and what the app saw there.
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../scripts/lib/chromium.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

export async function inPage(folder, backend, html, { charset = 'utf-8', isFile = false } = {}) {
  const content = `<!doctype html><meta charset="${charset}"><script>self.BACKEND = '${backend}';</script>${html}`;
  await writeFile(join(folder, 'index.html'), content);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  const server = await serve(folder);
  try {
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(isFile ? pathToFileURL(join(folder, 'index.html')).href : `${server.url}/index.html`);
    const result = await page.evaluate('self.result');
    return result ?? errors.join('\n');
  } finally {
    await browser.close();
    server.stop();
  }
}

async function serve(folder) {
  const listener = createServer(async (request, response) => {
    const body = await readFile(join(folder, new URL(request.url, 'http://any').pathname)).catch(() => null);
    response.writeHead(body ? 200 : 404, { 'Content-Type': TYPES[extname(request.url)] ?? 'text/plain' }).end(body);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const stop = () => {
    listener.close();
    listener.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${listener.address().port}`, stop };
}
