// The console sends what the user meant: when a run is repeated, in numbers, and when two people edit the same object.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene, sent } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const parameters = { threshold: { type: 'float', default: 0.5 }, count: { type: 'int' }, model: { choices: ['small'] } };
const plugin = await stage.client.createPlugin({ name: 'Again', configuration: { parameters } });
const release = (version) =>
  stage.client.createPluginRelease({ plugin: 'again', version, file: new File([zipOf('a.py', version)], 'a.zip') });
for (const version of ['1.0.0', '2.0.0']) await release(version);

const run = (page) => page.getByRole('button', { name: 'Run', exact: true });

test('a run is repeated with its undeclared parameters, its version and its agent', async (t) => {
  const request = { parameters: { threshold: 0.7, delay: 0, steps: 1, note: 'kept' }, version: '1.0.0', agent: 1 };
  const { job_id: job } = await stage.client.runPlugin(plugin.id, request);
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('link', { name: 'Run again' }).click();
  await page.getByText('Sent along, as in the run before: delay, steps, note.').waitFor();
  const again = await sent(page, 'POST', '/run/', () => run(page).click());
  assert.deepEqual(again, request);
});

test('parts of a run that cannot be repeated are reported', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { model: 'huge', steps: 1, delay: 0 } });
  const page = await stage.open(t, `/plugins/${plugin.id}/run?like=${job}`);
  await page.getByRole('status').getByText('model "huge"').waitFor();
});

test('of a run that is not there any more, that is said, and the plugin can be run', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run?like=9999`);
  await page.getByText('Job 9999 is not there any more').waitFor();
  await page.getByLabel('threshold').fill('0.6');
  const request = await sent(page, 'POST', '/run/', () => run(page).click());
  assert.equal(request.parameters.threshold, 0.6);
});

test('a number is decimal, with no more digits than JavaScript keeps', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`);
  const count = page.getByLabel('count');
  for (const [typed, reported] of [
    ['0x10', 'This must be a number.'],
    ['9007199254740993', 'This number cannot be sent exactly'],
  ]) {
    await count.fill(typed);
    await run(page).click();
    await page.getByText(reported).waitFor();
  }
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.getByLabel('The whole request').fill('{"parameters": {"count": 9007199254740993}}');
  await page.getByText('This number cannot be sent exactly').waitFor();
  assert.equal(await run(page).isDisabled(), true);
});

test('only changes are sent, and changes of others are kept', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/edit`);
  await page.getByLabel('Description').fill('new words');
  await stage.client.updatePlugin(plugin.id, { author: 'somebody else' });
  const changes = await sent(page, 'PATCH', `/plugins/${plugin.id}/`, () => page.getByRole('button', { name: 'Save' }).click());
  assert.deepEqual(changes, { description: 'new words' });
  await page.getByText('Plugin Again was saved').waitFor();
  assert.equal((await stage.client.getPlugin(plugin.id)).author, 'somebody else');
});

test('a refused field that the form lacks is reported, and the first one in the form is focused', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Refused');
  const json = { licence: ['Choose one.'], version: ['Too old.'], configuration: { resources: { gpu: ['Too many.'] } } };
  await page.route('**/plugins/', (route) => route.fulfill({ status: 400, json }));
  await page.getByRole('button', { name: 'Create' }).click();
  await page.locator('.other-errors').getByText('licence Choose one.').waitFor();
  await page.getByText('resources.gpu: Too many.').waitFor();
  await page.waitForFunction(() => document.activeElement?.labels?.[0]?.textContent.startsWith('Version'));
});

test('a key of several lines is sent with its line breaks, and hidden', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Name', { exact: true }).fill('Keys');
  await page.getByLabel('Provider').selectOption('sftp');
  for (const name of ['host', 'username']) await page.getByLabel(name).fill('x');
  const key = '-----BEGIN KEY-----\nabc\ndef\n-----END KEY-----';
  await page.getByLabel('private_key').fill(key);
  assert.equal(await page.getByLabel('private_key').evaluate((element) => window.getComputedStyle(element).webkitTextSecurity), 'disc');
  const { configuration } = await sent(page, 'POST', '/storages/', () => page.getByRole('button', { name: 'Create' }).click());
  assert.equal(configuration.private_key, key);
});

test('a run is repeated with its whole request', async (t) => {
  const rest = { action: 'train', params: { lr: 1 }, context: { team: 'a' }, storage_id: 3, debug: true, language: 'ko' };
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 }, ...rest });
  const page = await stage.open(t, `/plugins/${plugin.id}/run?like=${job}`);
  await page.getByText('Sent along, as in the run before: steps, delay, action, params, context').waitFor();
  const again = await sent(page, 'POST', '/run/', () => run(page).click());
  for (const [name, value] of Object.entries(rest)) assert.deepEqual(again[name], value, name);
});

test('a value that the form would change is reported', async (t) => {
  const declared = { flag: { type: 'bool' }, count: { type: 'int' }, title: { type: 'string' }, none: { type: 'string' } };
  const other = await stage.client.createPlugin({ name: 'Kinds', configuration: { parameters: declared } });
  const given = { flag: 'yes', count: '5', title: { deep: 1 }, none: null, steps: 1, delay: 0 };
  const { job_id: job } = await stage.client.runPlugin(other.id, { parameters: given });
  const page = await stage.open(t, `/plugins/${other.id}/run?like=${job}`);
  await page.getByRole('status').getByText('flag "yes", count "5", title {"deep":1}, none null').waitFor();
  assert.equal(await page.getByLabel('title').inputValue(), '{"deep":1}');
});
