// The console as static files on another origin that is not a secure context: no clipboard, no WebCrypto.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { scene } from './support/scene.mjs';
import { INSECURE_HOST } from './support/stage.mjs';
import { zipOf } from './support/zip.mjs';

const DIST = new URL('../dist/', import.meta.url);
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', woff2: 'font/woff2' };

const stage = await scene();
const server = createServer(({ url }, response) => {
  const path = url.replace(/^\/tools\//, '') || 'index.html';
  response.setHeader('Content-Type', TYPES[path.split('.').at(-1)]);
  createReadStream(new URL(path, DIST)).pipe(response);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());

test('connect, release, run and read work there', async (t) => {
  const page = await stage.newPage(t);
  await page.goto(`http://${INSECURE_HOST}:${server.address().port}/tools/#/plugins`);
  await page.getByLabel('Backend URL').fill(stage.backend.url);
  await page.getByLabel('Access token').fill('sandbox-token');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'New plugin' }).click();
  await page.getByLabel('Name').fill('Elsewhere');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('link', { name: 'New release' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', '1') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 1.0.0').first().waitFor();
  await page.getByRole('link', { name: 'Elsewhere' }).click();
  await page.getByRole('link', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Simulated run completed').waitFor();
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
});
