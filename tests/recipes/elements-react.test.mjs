import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { recipe } from './support/recipe.mjs';
import { testViteProxy } from './support/vite-proxy.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const elements = await recipe('elements-react');
const built = await elements.run('build');
assert.equal(built.code, 0, built.stdout + built.stderr);
const env = { SYNAPSE_BASE_URL: backend, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const server = await elements.serve('preview', { env, args: ['--host', '127.0.0.1', '--port', '0'] });
const { page, errors } = await openPage(server.url);

test('a release is uploaded, run and followed, and a line is marked', async () => {
  const buffer = Buffer.from(zip({ 'plugin/main.py': 'pass\n' }));
  await page.locator('input[type=file]').setInputFiles({ name: 'plugin-1.0.0.zip', mimeType: 'application/zip', buffer });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Step 5 of 5').waitFor();
  await page.getByRole('button', { name: /^Line 2\b/ }).click();
  await page.getByText('Line 2 is marked.').waitFor();
  await page.locator('.log-marked').waitFor();
  assert.equal((await client.getPluginReleaseByLookup('image-processing@1.0.0')).version, '1.0.0');
  assert.deepEqual(errors, []);
});

testViteProxy(elements, server);
