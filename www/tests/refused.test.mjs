// Refusals are shown at their fields. Errors of fields that the form lacks are shown as well.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const parameters = { prompt: { type: 'str' }, count: { type: 'int' } };
const plugin = await stage.client.createPlugin({ name: 'Forms', configuration: { parameters } });

const button = (page, name) => page.getByRole('button', { name, exact: true });
const labelOfFocused = (label) => document.activeElement?.labels?.[0]?.textContent.trim().startsWith(label);
/** Answers the form's request with errors of these fields, and of fields that the form lacks. */
const refuse = (page, pattern, errors) =>
  page.route(pattern, (route) => {
    const json = { ...errors, licence: ['Choose one.'], non_field_errors: ['Not today.'] };
    return route.request().method() === 'GET' ? route.fallback() : route.fulfill({ status: 400, json });
  });

for (const { name, path, pattern, errors, fill, submit, field } of [
  {
    name: 'a new plugin',
    path: () => '/new-plugin',
    pattern: '**/plugins/',
    errors: { author: ['Unknown.'], configuration: { parameters: ['Too many.'] } },
    fill: (page) => page.getByLabel('Name').fill('x'),
    submit: 'Create',
    field: 'Author',
  },
  {
    name: 'a plugin that is edited',
    path: () => `/plugins/${plugin.id}/edit`,
    pattern: '**/plugins/*/',
    errors: { configuration: { parameters: ['Too many.'] } },
    fill: (page) => page.getByLabel('Description').fill('x'),
    submit: 'Save',
    field: 'Configuration',
  },
  {
    name: 'a run',
    path: () => `/plugins/${plugin.id}/run`,
    pattern: '**/run/',
    errors: { parameters: { count: ['Too many.'] } },
    fill: (page) => page.getByLabel('prompt').fill('x'),
    submit: 'Run',
    field: 'count',
  },
  {
    name: 'a run as JSON',
    path: () => `/plugins/${plugin.id}/run`,
    pattern: '**/run/',
    errors: { agent: ['Too busy.'] },
    fill: (page) => button(page, 'JSON').click(),
    submit: 'Run',
    field: 'The whole request',
  },
  {
    name: 'a new storage',
    path: () => '/new-storage',
    pattern: '**/storages/',
    errors: { configuration: { region: ['Unknown.'] } },
    fill: async (page) => {
      const labels = ['Name', 'bucket_name', 'region', 'access_key_id', 'secret_access_key'];
      for (const label of labels) await page.getByLabel(label, { exact: true }).fill('x');
    },
    submit: 'Create',
    field: 'region',
  },
]) {
  test(`${name}: every refused field is reported, and the first one in the form is focused`, async (t) => {
    const page = await stage.open(t, path());
    await refuse(page, pattern, errors);
    await fill(page);
    await button(page, submit).click();
    await page.getByText('Choose one.').first().waitFor();
    await page.getByText('Not today.').first().waitFor();
    await page.waitForFunction(labelOfFocused, field);
  });
}

test('a job’s status: every refused field is reported in the dialog', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${job}`);
  await refuse(page, `**/jobs/${job}/`, { status: ['Not from here.'] });
  await button(page, 'Change status').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Status').selectOption('failed');
  await button(page, 'Set to failed').click();
  for (const text of ['Choose one.', 'Not today.', 'Not from here.']) await dialog.getByText(text).first().waitFor();
  await page.waitForFunction(labelOfFocused, 'Status');
});

test('a release: every refused field is reported at the package, and the first one in the form is focused', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/release`);
  await refuse(page, '**/plugin_releases/', { version: ['Too old.'], changelog: ['Too long.'] });
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', '1') });
  await button(page, 'Upload').click();
  const row = page.getByRole('article');
  for (const text of ['Choose one.', 'Not today.', 'Too long.']) await row.getByText(text).first().waitFor();
  await row.locator('.field').getByText('Too old.').waitFor();
  await page.waitForFunction(labelOfFocused, 'Version');
});

test('an error inside a field is reported at the field, whatever its shape', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  const author = { code: 'odd', message: 'No such team.' };
  const json = { author, category: [{ message: 'Not this one.' }], version: [['Too old.']] };
  await page.route('**/plugins/', (route) => route.fulfill({ status: 400, json }));
  await page.getByLabel('Name').fill('x');
  await button(page, 'Create').click();
  for (const text of ['No such team.', 'Not this one.', 'Too old.']) await page.locator('.field-error').getByText(text).waitFor();
  await page.waitForFunction(labelOfFocused, 'Version');
});

test('a refused checkbox is reported and focused', async (t) => {
  const configuration = { parameters: { agree: { type: 'bool', required: true } } };
  const flagged = await stage.client.createPlugin({ name: 'Flagged', configuration });
  const page = await stage.open(t, `/plugins/${flagged.id}/run`);
  await page.route('**/run/', (route) => route.fulfill({ status: 400, json: { parameters: { agree: ['You have to agree.'] } } }));
  await button(page, 'Run').click();
  await page.getByText('You have to agree.').waitFor();
  await page.waitForFunction(labelOfFocused, 'agree');
});

test('a cancelled job: every refused field is reported', async (t) => {
  const job = { id: 1, status: 'RUNNING', progress: 1, plugin: 1 };
  const page = await stage.open(t, '/new-plugin');
  await page.route('**/jobs/1/**', (route) => {
    const refused = { status: ['Not now.'], licence: ['Choose one.'] };
    if (route.request().method() !== 'GET') return route.fulfill({ status: 400, json: refused });
    return route.fulfill({ json: route.request().url().includes('console_logs') ? [] : job });
  });
  await page.goto(`${stage.backend.url}/console/#/jobs/1`);
  await button(page, 'Cancel job').click();
  const dialog = page.getByRole('dialog');
  await button(dialog, 'Cancel job').click();
  for (const text of ['Not now.', 'Choose one.']) await dialog.getByText(text).waitFor();
});

test('a refused JSON field is marked like the others, in forced colours, too', async (t) => {
  for (const forcedColors of ['none', 'active']) {
    const page = await stage.open(t, '/new-plugin', { forcedColors });
    await refuse(page, '**/plugins/', { author: ['Unknown.'], configuration: { parameters: ['Too many.'] } });
    await page.getByLabel('Name').fill('x');
    await button(page, 'Create').click();
    await page.getByText('Too many.').waitFor();
    await page.getByLabel('Description').focus();
    const borderOf = (locator) =>
      locator.evaluate(async (element) => {
        // The focus changes the border in a transition.
        await Promise.all(element.getAnimations().map(({ finished }) => finished));
        return window.getComputedStyle(element).border;
      });
    assert.equal(await borderOf(page.locator('.json-editor')), await borderOf(page.getByLabel('Author')), forcedColors);
  }
});
