import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const CONFIGURATION = {
  parameters: {
    steps: { type: 'int', default: 3, min: 1, max: 1000, required: true, description: 'How long it takes' },
    delay: { type: 'float', default: 0 },
    format: { choices: ['png', 'webp'], default: 'png' },
    augment: { type: 'bool', default: true },
    classes: { type: 'list', default: ['road'] },
  },
};
const segmentation = await stage.client.createPlugin({ name: 'Segmentation', configuration: CONFIGURATION });

test('create, release, run and read a plugin by mouse', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('link', { name: 'Plugins', exact: true }).click();
  await page.getByRole('link', { name: 'New plugin' }).click();
  await page.getByLabel('Name').fill('By mouse');
  await page.getByLabel('Configuration').fill(JSON.stringify(CONFIGURATION));
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'By mouse' }).waitFor();
  await page.getByRole('link', { name: 'New release' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'mouse-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', 'print(1)') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('The backend received the same bytes').waitFor();
  await page.getByRole('link', { name: 'By mouse' }).click();
  await page.getByRole('link', { name: 'Run', exact: true }).click();
  await page.getByLabel('Release').selectOption('1.0.0');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Simulated run completed').waitFor();
  await page.getByRole('region', { name: 'Result' }).getByText('"output_files"').waitFor();
});

test('create, release, run and read a plugin by keyboard alone', async (t) => {
  const page = await stage.open(t, '/jobs');
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses Tab until the control of that name has the focus. */
  const tabTo = async (name) => {
    for (let steps = 0; steps < 60; steps += 1) {
      const reached = await page.evaluate(() => {
        const { activeElement: element } = document;
        return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.innerText ?? element?.innerText ?? '';
      });
      if (reached.trim() === name) return;
      await press('Tab');
    }
    throw new Error(`no Tab leads to ${name}`);
  };
  await press('g', 'p');
  await page.getByRole('heading', { name: 'Plugins' }).waitFor();
  await tabTo('New plugin');
  await press('Enter');
  await page.getByRole('heading', { name: 'New plugin' }).waitFor();
  await tabTo('Name');
  await page.keyboard.type('By keys');
  await press('Enter');
  await page.getByRole('heading', { name: 'By keys' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await tabTo('New release');
  await press('Enter');
  await page.getByRole('heading', { name: 'New release' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await tabTo('choose files');
  await press('Enter');
  await (await chooser).setFiles({ name: 'keys-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', 'print(1)') });
  await page.locator('.checksum-line').waitFor();
  await tabTo('Upload');
  await press('Enter');
  await page.getByText('The backend received the same bytes').waitFor();
  await press('g', 'p');
  await page.getByRole('heading', { name: 'Plugins', exact: true }).waitFor();
  await tabTo('Run By keys');
  await press('Enter');
  await page.getByRole('heading', { name: 'Run By keys' }).waitFor();
  await tabTo('Run');
  await press('Enter');
  await page.getByText('Simulated run completed').waitFor();
  await press('/');
  await page.keyboard.type('completed');
  await press('Enter');
  await page.getByText('1 of 1').waitFor();
});

test('a plugin is opened by its code', async (t) => {
  const page = await stage.open(t, '/plugins');
  await page.getByLabel('Open by id or code').fill(segmentation.code);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Segmentation' }).waitFor();
});

test('the list is searched from its first page, and restored', async (t) => {
  await stage.client.createPlugin({ name: 'Needle', description: 'in the hay' });
  const page = await stage.open(t, '/plugins?page=2');
  await page.getByText('The list ends before this page').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('HAY nee');
  await page.waitForURL(/#\/plugins\?search=HAY\+nee$/);
  await page.getByRole('link', { name: 'Needle', exact: true }).waitFor();
  assert.equal(await page.locator('tbody tr').count(), 1);
  assert.equal(await page.getByLabel('Search plugins').getAttribute('aria-invalid'), 'false');
  await page.getByLabel('Search plugins').fill('no such plugin');
  await page.getByText('No plugin matches this search').waitFor();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByRole('link', { name: 'Segmentation', exact: true }).waitFor();
});

test('a backend without search is reported; one that searches fields that are not shown is not', async (t) => {
  const page = await stage.newPage(t);
  let search = '';
  await page.route('**/plugins/?**', (route) => {
    const requested = route.request().url();
    return route.continue({ url: requested.includes('search=') ? requested.replace(/search=[^&]*/, search) : requested });
  });
  await stage.enter(page, '/plugins?search=name');
  await page.getByText('This backend does not search its plugins').waitFor();
  await page.getByRole('link', { name: 'Segmentation', exact: true }).waitFor();
  search = 'search=needle';
  await page.getByLabel('Search plugins').fill('hidden');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.equal(await page.getByText('This backend does not search its plugins').count(), 0);
});

test('a backend without a list of plugins can still open them', async (t) => {
  const page = await stage.newPage(t);
  await page.route('**/plugins/?**', (route) => route.fulfill({ status: 405, json: { detail: 'Method "GET" not allowed.' } }));
  await page.goto(`${stage.backend.url}/console/`);
  await page.getByLabel('Access token').fill('sandbox-token');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Plugins', exact: true }).click();
  await page.getByText('This backend does not list its plugins').waitFor();
  await page.getByLabel('Open by id or code').fill(String(segmentation.id));
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('heading', { name: 'Segmentation' }).waitFor();
});

test('plugins beyond one page are on the next', async (t) => {
  for (let index = 0; index < 50; index += 1) await stage.client.createPlugin({ name: `Many ${index}` });
  const page = await stage.open(t, '/plugins');
  await page.getByText('Many 49').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByRole('link', { name: 'Segmentation', exact: true }).waitFor();
});

test('an edit is saved, and unchanged fields are kept', async (t) => {
  const plugin = await stage.client.createPlugin({ name: 'To edit', author: 'me', configuration: CONFIGURATION });
  const page = await stage.open(t, `/plugins/${plugin.id}/edit`);
  await page.getByLabel('Version').fill('2.0.0');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Plugin To edit was saved').waitFor();
  const saved = await stage.client.getPlugin(plugin.id);
  assert.deepEqual([saved.version, saved.author, saved.configuration], ['2.0.0', 'me', CONFIGURATION]);
});

test('invalid JSON is shown with its line, and not sent', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/edit`);
  await page.getByLabel('Configuration').fill('{\n  "parameters": {},\n}');
  await page.getByText('This is no JSON: see line 3, column 1.').waitFor();
  assert.equal(await page.locator('.line-numbers .fault').innerText(), '3');
  assert.equal(await page.getByRole('button', { name: 'Save' }).isDisabled(), true);
});

test('the backend’s error for a field is shown at the field', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('x'.repeat(300));
  await page.getByRole('button', { name: 'Create' }).click();
  const field = page.locator('.field').filter({ has: page.getByLabel('Name') });
  await field.getByText('Ensure this field has no more than 255 characters.').waitFor();
});

test('the same for a 422, also inside the configuration', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/edit`);
  const detail = [{ loc: ['body', 'configuration', 'parameters', 'steps'], msg: 'steps is not allowed', type: 'value_error' }];
  await page.route(`**/plugins/${segmentation.id}/`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 422, json: { detail } }) : route.fallback(),
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.field').getByText('steps is not allowed').waitFor();
});

test('a run form has a control for each parameter, with its default', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/run`);
  assert.equal(await page.getByLabel('steps').inputValue(), '3');
  assert.equal(await page.getByLabel('augment').inputValue(), 'true');
  assert.deepEqual(await page.getByLabel('format').locator('option').allInnerTexts(), ['–', 'png', 'webp']);
  assert.deepEqual(JSON.parse(await page.getByLabel('classes').inputValue()), ['road']);
});

test('input is checked before it is sent, and sent with its type', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/run`);
  await page.getByLabel('steps').fill('0');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('This must be at least 1.').waitFor();
  await page.getByLabel('steps').fill('2');
  await page.getByLabel('augment').selectOption('No');
  await page.getByLabel('format').selectOption('webp');
  const [request] = await Promise.all([page.waitForRequest('**/run/'), page.getByRole('button', { name: 'Run' }).click()]);
  assert.deepEqual(request.postDataJSON(), { parameters: { steps: 2, delay: 0, format: 'webp', augment: false, classes: ['road'] } });
  await page.getByRole('heading', { name: /Job \d+/ }).waitFor();
});

test('an unset field is not sent, and an empty text is sent on request', async (t) => {
  const text = { type: 'string' };
  const parameters = { prefix: text, suffix: text, dry: { type: 'bool' }, strict: { type: 'bool', required: true } };
  const plugin = await stage.client.createPlugin({ name: 'Exact', configuration: { parameters } });
  const page = await stage.open(t, `/plugins/${plugin.id}/run`);
  const field = (name) => page.locator('.field').filter({ has: page.getByLabel(name) });
  const run = async () => {
    const answer = page.waitForRequest('**/run/');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    return (await answer).postDataJSON().parameters;
  };
  await page.route('**/run/', (route) => route.fulfill({ status: 403, json: { detail: 'Not now.' } }));
  assert.deepEqual(await run(), { strict: false });
  await field('prefix').getByRole('button', { name: 'Send an empty text' }).click();
  await page.getByLabel('dry').selectOption('No');
  assert.deepEqual(await run(), { prefix: '', dry: false, strict: false });
  await field('prefix').getByRole('button', { name: 'Do not send it' }).click();
  await page.getByLabel('dry').selectOption('Not set');
  await page.getByLabel('suffix').fill(' ');
  assert.deepEqual(await run(), { suffix: ' ', strict: false });
});

test('the form can be converted to the request as JSON, which can be anything', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/run`);
  await page.getByLabel('steps').fill('7');
  await page.getByRole('button', { name: 'JSON' }).click();
  const editor = page.getByLabel('The whole request, as it is sent');
  assert.equal(JSON.parse(await editor.inputValue()).parameters.steps, 7);
  const body = { action: 'train', params: { delay: 0 }, debug: true };
  await editor.fill(JSON.stringify(body));
  const [request] = await Promise.all([page.waitForRequest('**/run/'), page.getByRole('button', { name: 'Run' }).click()]);
  assert.deepEqual(request.postDataJSON(), body);
});

test('switching to the form and back keeps the typed JSON', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/run`);
  await page.getByRole('button', { name: 'JSON' }).click();
  const editor = page.getByLabel('The whole request, as it is sent');
  await editor.fill('{ "action": "train" }');
  await page.getByRole('button', { name: 'Form' }).click();
  await page.getByLabel('steps').waitFor();
  await page.getByRole('button', { name: 'JSON' }).click();
  assert.equal(await editor.inputValue(), '{ "action": "train" }');
  await page.getByRole('button', { name: 'Form' }).click();
  await page.getByLabel('steps').fill('8');
  await page.getByRole('button', { name: 'JSON' }).click();
  assert.equal(JSON.parse(await editor.inputValue()).parameters.steps, 8);
});

test('a plugin without parameters can be run with a chosen release', async (t) => {
  const plugin = await stage.client.createPlugin({ name: 'Bare' });
  await stage.client.createPluginRelease({ plugin: plugin.id, version: '1.0.0', file: null });
  const page = await stage.open(t, `/plugins/${plugin.id}/run`);
  await page.getByLabel('Release').selectOption('1.0.0');
  const [request] = await Promise.all([page.waitForRequest('**/run/'), page.getByRole('button', { name: 'Run' }).click()]);
  assert.deepEqual(request.postDataJSON(), { parameters: {}, version: '1.0.0' });
  await page.getByRole('heading', { name: /Job \d+/ }).waitFor();
});

test('the backend’s error for a parameter is shown at the parameter', async (t) => {
  const page = await stage.open(t, `/plugins/${segmentation.id}/run`);
  await page.getByLabel('delay').fill('-1');
  await page.getByRole('button', { name: 'Run' }).click();
  const field = page.locator('.field').filter({ has: page.getByLabel('delay') });
  await field.getByText('Ensure this value is greater than or equal to 0.').waitFor();
});

test('a job is run again with its parameters', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(segmentation.id, { parameters: { steps: 9, delay: 0, classes: ['car'] } });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('link', { name: 'Run again' }).click();
  await page.getByLabel('steps').waitFor();
  assert.equal(await page.getByLabel('steps').inputValue(), '9');
  assert.deepEqual(JSON.parse(await page.getByLabel('classes').inputValue()), ['car']);
});
