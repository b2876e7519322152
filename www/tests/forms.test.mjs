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

const CRLF = PEM.replaceAll('\n', '\r\n');

/** Drops a file from outside the browser on a field. */
async function drop(page, field, content) {
  const files = await page.evaluateHandle((parts) => {
    const transfer = new window.DataTransfer();
    transfer.items.add(new window.File([typeof parts === 'string' ? parts : new Uint8Array(parts)], 'dropped'));
    return transfer;
  }, content);
  for (const type of ['dragover', 'drop']) await field.dispatchEvent(type, { dataTransfer: files });
}

async function openKeys(t) {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Provider').selectOption('sftp');
  return page;
}

test('a key that is dropped or chosen as a file is sent with its lines, and another one takes its place', async (t) => {
  const page = await openKeys(t);
  const typed = { Name: 'Keys', host: 'x', username: 'x' };
  for (const [name, value] of Object.entries(typed)) await page.getByLabel(name, { exact: true }).fill(value);
  const key = page.getByLabel('private_key');
  await drop(page, key, CRLF);
  await page.waitForFunction((length) => document.querySelector('.secret-lines').value.length === length, PEM.length);
  await drop(page, page.getByLabel('password'), 'a secret\n');
  await page.waitForFunction(() => document.querySelector('[type=password]').value === 'a secret');
  const buffer = Buffer.from(`\ufeff${PEM}another\n`);
  await page.locator('input[type=file]').setInputFiles({ name: 'id_rsa', mimeType: 'text/plain', buffer });
  await page.waitForFunction((length) => document.querySelector('.secret-lines').value.length > length, PEM.length);
  const body = await sent(page, 'POST', '/storages/', () => page.getByRole('button', { name: 'Create' }).click());
  assert.deepEqual([body.configuration.password, body.configuration.private_key], ['a secret', `${PEM}another\n`]);
});

test('what is no text, or no text that a field is for, is said to be none, and what was typed stays', async (t) => {
  const page = await openKeys(t);
  const key = page.getByLabel('private_key');
  await key.fill(PEM);
  await drop(page, key, [0x30, 0x82, 0xff, 0x00]);
  await page.getByText('This is no text file in UTF-8.').waitFor();
  await drop(page, key, 'x'.repeat(2_000_000));
  await page.getByText('This file is too large for this field.').waitFor();
  assert.equal(await key.inputValue(), PEM);
  await page.getByLabel('private_key').fill('typed');
  await page.getByText('This file is too large for this field.').waitFor({ state: 'detached' });
});

for (const [how, give] of [
  ['dropped', drop],
  ['pasted', paste],
]) {
  test(`who leaves with a key that was only ${how} is asked first`, async (t) => {
    const page = await stage.open(t, '/new-storage', clipboard);
    await give(page, page.getByLabel('secret_access_key'), PEM);
    await page.waitForFunction((text) => [...document.querySelectorAll('textarea')].some(({ value }) => value === text), PEM);
    const asked = page.waitForEvent('dialog');
    const left = page.getByRole('link', { name: 'Jobs' }).click();
    await (await asked).dismiss();
    await left;
    await page.getByRole('heading', { name: 'New storage' }).waitFor();
  });
}

test('whoever joins the lines of a text goes on in it', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`, clipboard);
  await paste(page, page.getByLabel('prompt'), 'one\ntwo');
  for (const key of ['End', 'Home', 'Backspace']) await page.keyboard.press(key);
  await page.keyboard.type('-');
  assert.equal(await page.getByLabel('prompt').inputValue(), 'one-two');
});

test('of a credential in JSON, what was not copied whole is told; what is none is sent as it was typed', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Provider').selectOption('gcp');
  for (const [name, value] of Object.entries({ Name: 'Keys', bucket_name: 'x' })) await page.getByLabel(name, { exact: true }).fill(value);
  const credentials = page.getByLabel('credentials');
  await credentials.fill('{\n  "type": "service_account",\n');
  await page.getByText('This is no JSON: see line 3, column 1.').waitFor();
  await page.route('**/storages/', (route) => route.fulfill({ status: 400, json: { name: ['Taken.'] } }));
  for (const [typed, value] of [
    ['\ufeff{ "type": "service_account" }', { type: 'service_account' }],
    ['12345678901234567890', '12345678901234567890'],
    ['null', 'null'],
  ]) {
    await credentials.fill(typed);
    const body = await sent(page, 'POST', '/storages/', () => page.getByRole('button', { name: 'Create' }).click());
    assert.deepEqual(body.configuration.credentials, value);
    await page.getByText('Taken.').waitFor();
  }
});
