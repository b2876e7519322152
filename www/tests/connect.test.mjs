import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const KEY = 'synapse-console.connection';

async function stranger(t) {
  const page = await stage.newPage(t);
  await page.goto(`${stage.backend.url}/console/`);
  return page;
}

async function submit(page, token, { url } = {}) {
  if (url) await page.getByLabel('Backend URL').fill(url);
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

test('a new user is asked for a token of the backend that serves the console', async (t) => {
  const page = await stranger(t);
  assert.equal(await page.getByLabel('Backend URL').inputValue(), stage.backend.url);
  await submit(page, SANDBOX_TOKEN);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
});

test('a local sandbox is connected by mouse alone', async (t) => {
  const page = await stranger(t);
  await page.getByRole('button', { name: 'Use the token of the local sandbox' }).click();
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await page.waitForFunction(() => document.activeElement.tagName === 'H1');
});

test('no other page can show the console in a frame', async (t) => {
  const page = await stage.newPage(t);
  const around = `<!doctype html><title>Around</title><iframe src="/console/"></iframe>`;
  await page.route('**/around.html', (route) => route.fulfill({ contentType: 'text/html', body: around }));
  const reported = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.goto(`${stage.backend.url}/around.html`);
  await reported;
  assert.equal(await page.frames()[1].locator('#app').count(), 0);
  page.faults.length = 0;
});

test('the token is stored only in the tab', async (t) => {
  const page = await stranger(t);
  await submit(page, SANDBOX_TOKEN);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  assert.equal(await page.evaluate((key) => window.localStorage.getItem(key), KEY), null);
  await page.reload();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
});

test('it is stored on the device on request, and forgotten when the user disconnects', async (t) => {
  const page = await stranger(t);
  await page.getByLabel('Remember on this device').check();
  await submit(page, SANDBOX_TOKEN);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  assert.match(await page.evaluate((key) => window.localStorage.getItem(key), KEY), /sandbox-token/);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
  assert.equal(await page.evaluate((key) => window.localStorage.getItem(key) ?? window.sessionStorage.getItem(key), KEY), null);
});

test('a wrong token is reported, and no input is lost', async (t) => {
  const page = await stranger(t);
  await page.getByLabel('Tenant').fill('acme');
  await submit(page, 'wrong');
  await page.getByText('The backend refused this token.').waitFor();
  await page.getByText('Request ID').waitFor();
  assert.equal(await page.getByLabel('Access token').inputValue(), 'wrong');
  assert.equal(await page.getByLabel('Tenant').inputValue(), 'acme');
});

test('a backend that does not respond is reported', async (t) => {
  const page = await stranger(t);
  await submit(page, SANDBOX_TOKEN, { url: 'http://127.0.0.1:9' });
  await page.getByText('There is no answer from http://127.0.0.1:9.').waitFor();
  // The browser itself names the port that it refuses.
  page.faults.length = 0;
});

test('an invalid address is reported at its field', async (t) => {
  const page = await stranger(t);
  await submit(page, SANDBOX_TOKEN, { url: 'ftp://example.com' });
  const field = page.getByLabel('Backend URL');
  await page.locator('[aria-invalid="true"]').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
});

test('after a 401, a dialog asks for another token, and the page stays', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Half typed');
  const refuse = (route) => route.fulfill({ status: 401, json: { detail: 'Token expired.' } });
  await page.route('**/plugins/', refuse);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
  await page.unroute('**/plugins/', refuse);
  await submit(page.getByRole('dialog'), SANDBOX_TOKEN);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Half typed' }).waitFor();
});
