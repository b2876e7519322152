// Texts of several lines are sent as they were pasted and typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene, sent } from './support/scene.mjs';

const stage = await scene();
const parameters = { prompt: { type: 'str' }, private_key: { type: 'str' } };
const plugin = await stage.client.createPlugin({ name: 'Forms', configuration: { parameters } });

const PEM = '-----BEGIN PRIVATE KEY-----\nMIIEvQ\nIBADAN\n-----END PRIVATE KEY-----\n';
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

async function paste(page, field, text) {
  await page.evaluate((copied) => window.navigator.clipboard.writeText(copied), text);
  await field.focus();
  await page.keyboard.press('Control+V');
}

const isMasked = (field) =>
  field.evaluate((element) => element.type === 'password' || window.getComputedStyle(element).webkitTextSecurity === 'disc');

test('a key that is pasted into any secret of a storage is sent with its line breaks, and hidden', async (t) => {
  const page = await stage.open(t, '/new-storage', clipboard);
  await page.getByLabel('Name', { exact: true }).fill('Keys');
  await page.getByLabel('Provider').selectOption('sftp');
  for (const name of ['host', 'username']) await page.getByLabel(name).fill('x');
  for (const name of ['password', 'private_key']) {
    await paste(page, page.getByLabel(name), PEM);
    assert.equal(await isMasked(page.getByLabel(name)), true, name);
  }
  // The user continues in the same field after pasting.
  await page.getByLabel('password').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('more');
  const body = await sent(page, 'POST', '/storages/', () => page.getByRole('button', { name: 'Create' }).click());
  const { password, private_key } = body.configuration;
  assert.deepEqual([password, private_key], [`${PEM}more`, PEM]);
});

test('a text of several lines is sent to a run with its line breaks, and a secret one is hidden', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`, clipboard);
  await paste(page, page.getByLabel('private_key'), PEM);
  await paste(page, page.getByLabel('prompt'), 'one\r\ntwo');
  await page.keyboard.type(' and three');
  assert.deepEqual([await isMasked(page.getByLabel('private_key')), await isMasked(page.getByLabel('prompt'))], [true, false]);
  const body = await sent(page, 'POST', '/run/', () => page.getByRole('button', { name: 'Run', exact: true }).click());
  assert.deepEqual(body.parameters, { prompt: 'one\ntwo and three', private_key: PEM });
});

test('a text of several lines keeps its line breaks when a run is repeated', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { prompt: 'one\ntwo', steps: 1, delay: 0 } });
  const page = await stage.open(t, `/plugins/${plugin.id}/run?like=${job}`);
  await page.getByLabel('prompt').press('Control+End');
  await page.getByLabel('prompt').pressSequentially('!');
  const body = await sent(page, 'POST', '/run/', () => page.getByRole('button', { name: 'Run', exact: true }).click());
  assert.equal(body.parameters.prompt, 'one\ntwo!');
});

test('a single line that was copied with its line break stays a single line', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`, clipboard);
  await paste(page, page.getByLabel('prompt'), 'one\n');
  assert.equal(await page.getByLabel('prompt').inputValue(), 'one');
  assert.equal(await page.getByLabel('prompt').evaluate((element) => element.tagName), 'INPUT');
});

test('a description of several lines is edited with its line breaks', async (t) => {
  const described = await stage.client.createPlugin({ name: 'Described', description: 'one\ntwo' });
  const page = await stage.open(t, `/plugins/${described.id}/edit`);
  await page.getByLabel('Description').press('Control+End');
  await page.getByLabel('Description').pressSequentially('!');
  const body = await sent(page, 'PATCH', `/plugins/${described.id}/`, () => page.getByRole('button', { name: 'Save' }).click());
  assert.deepEqual(body, { description: 'one\ntwo!' });
});
