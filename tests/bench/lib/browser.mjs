// Headless Chromium, and its server: the libraries, each bundled as in a project.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../../scripts/lib/chromium.mjs';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** Bundles modules of this folder for a browser. Returns the names and bytes of the files. */
export async function bundle(...entryPoints) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints,
    outdir: 'out',
    bundle: true,
    format: 'esm',
    minify: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]));
}

/**
 * Starts Chromium and a server for it.
 *
 * @param {Map<string, Buffer>} files JavaScript, by name
 * @returns `evaluate(work, argument)` runs a function in a page that has nothing cached; `version` is Chromium's
 */
export async function startBrowser(files) {
  const server = createServer((request, response) => {
    const script = files.get(request.url.slice(1));
    const type = script ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(script ?? '<!doctype html>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  return {
    version: browser.version(),
    async evaluate(work, argument) {
      const page = await browser.newPage();
      try {
        await page.goto(url);
        return await page.evaluate(work, argument);
      } finally {
        await page.close();
      }
    },
    async stop() {
      await browser.close();
      server.close();
    },
  };
}
