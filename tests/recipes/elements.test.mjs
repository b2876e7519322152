import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { recipe } from './support/recipe.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const elements = await recipe('elements');
const { url } = await elements.serve('start', { args: ['--host', '127.0.0.1', '--port', '0'] });
const { page, errors } = await openPage(url);

async function connect(token) {
  await page.getByLabel('Backend').fill(backend);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Connect' }).click();
}

test('the token is not in the URL if the script does not load', async () => {
  await page.route('**/pkg/*.js', (route) => route.abort());
  await page.reload();
  await connect('secret');
  // A form that navigates starts before the next task.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(page.url(), `${url}/`);
  assert.equal(await page.getByLabel('Token').inputValue(), 'secret');
  await page.unroute('**/pkg/*.js');
  await page.reload();
  errors.length = 0;
});

test('a setting that the client refuses is shown', async () => {
  await connect('Token x');
  await page.getByRole('alert').getByText(/^apiToken must not begin with "Token "/).waitFor();
});

test('a release is uploaded, run and followed', async () => {
  await connect(SANDBOX_TOKEN);
  const buffer = Buffer.from(zip({ 'plugin/main.py': 'pass\n' }));
  await page.locator('input[type=file]').setInputFiles({ name: 'plugin-1.0.0.zip', mimeType: 'application/zip', buffer });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Step 5 of 5').waitFor();
  assert.equal((await client.getJob(1)).parameters.steps, undefined);
  assert.equal((await client.getPluginReleaseByLookup('image-processing@1.0.0')).version, '1.0.0');
  assert.deepEqual(errors, []);
});
