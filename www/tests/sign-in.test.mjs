// Special cases of signing in and out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const KEY = 'synapse-console.connection';
const jobs = (page) => page.getByRole('heading', { name: 'Jobs' });
const remembered = (page) => page.evaluate((key) => window.localStorage.getItem(key), KEY);

async function stranger(t) {
  const page = await stage.newPage(t);
  await page.goto(`${stage.backend.url}/console/`);
  return page;
}

async function submit(page, token) {
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

async function disconnect(page) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
}

test('Esc does not close the dialog for another token, but disconnecting does', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.route('**/agents/**', (route) => route.fulfill({ status: 401, json: { detail: 'Token expired.' } }));
  await page.getByRole('link', { name: 'Agents' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  const isFocused = (label) => document.activeElement?.labels?.[0]?.textContent.trim() === label;
  await page.waitForFunction(isFocused, 'Access token');
  for (let time = 0; time < 3; time += 1) await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog')?.open);
  assert.ok(await dialog.isVisible());
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
});

test('a dialog that was closed by Esc can be opened again', async (t) => {
  const page = await stage.open(t, '/jobs');
  for (let time = 0; time < 3; time += 1) {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('a 401 from an agent is reported at the agent, and the user’s token stays valid', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.route('**/connect/', (route) => route.fulfill({ status: 401, json: { detail: 'The agent knows no such token.' } }));
  const row = page.getByRole('row').filter({ hasText: 'local-agent' });
  const check = () => row.getByRole('button', { name: 'Check health' }).click();
  const [probe] = await Promise.all([page.waitForResponse('**/jobs/?page_size=1'), check()]);
  await row.getByText('The agent knows no such token.').waitFor();
  assert.equal(probe.status(), 200);
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('if the user’s token has been revoked as well, an agent’s 401 opens the dialog', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.getByText('local-agent').waitFor();
  const refuse = (route) => route.fulfill({ status: 401, json: { detail: 'Expired.' } });
  for (const path of ['**/connect/', '**/jobs/?**']) await page.route(path, refuse);
  await page.getByRole('row').filter({ hasText: 'local-agent' }).getByRole('button', { name: 'Check health' }).click();
  await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
});

test('a tab does not forget a connection that another tab uses', async (t) => {
  const first = await stranger(t);
  await first.getByLabel('Remember on this device').check();
  await submit(first, SANDBOX_TOKEN);
  await jobs(first).waitFor();
  const second = await first.context().newPage();
  await second.goto(`${stage.backend.url}/console/`);
  await jobs(second).waitFor();
  await disconnect(second);
  assert.match(await remembered(second), /sandbox-token/);
  await second.reload();
  await submit(second, SANDBOX_TOKEN);
  await jobs(second).waitFor();
  await disconnect(second);
  await first.reload();
  await jobs(first).waitFor();
  await disconnect(first);
  assert.equal(await remembered(first), null);
});

test('a page that is opened in a new tab uses the connection of its opener', async (t) => {
  const page = await stage.open(t, '/plugins');
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Agents' }).click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await other.getByText('gpu-agent').waitFor();
  assert.equal(await remembered(other), null);
  await disconnect(other);
  await other.reload();
  await other.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
});

test('a busy tab that replies late still shares its connection', async (t) => {
  const page = await stage.open(t, '/plugins');
  const other = await page.context().newPage();
  // The reply is held back until the dialog for a token is shown.
  await other.addInitScript(() => {
    const { postMessage } = window.BroadcastChannel.prototype;
    window.BroadcastChannel.prototype.postMessage = function (message) {
      window.ask = () => postMessage.call(this, message);
    };
  });
  await other.goto(`${stage.backend.url}/console/#/agents`);
  await other.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
  await other.evaluate(() => window.ask());
  await other.getByText('gpu-agent').waitFor();
});

test('spaces around a token are ignored', async (t) => {
  const page = await stranger(t);
  await submit(page, `  ${SANDBOX_TOKEN}\t `);
  await jobs(page).waitFor();
});

test('the console’s own address means the backend that serves it', async (t) => {
  const page = await stranger(t);
  await page.getByLabel('Backend URL').fill(`${stage.backend.url}/console/#/jobs?status=failed`);
  await submit(page, SANDBOX_TOKEN);
  await jobs(page).waitFor();
  await page.getByText('No jobs yet').waitFor();
});

test('a token that may not list jobs is accepted', async (t) => {
  const page = await stranger(t);
  await page.route('**/jobs/?**', (route) => route.fulfill({ status: 403, json: { detail: 'No permission.' } }));
  await submit(page, SANDBOX_TOKEN);
  await jobs(page).waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByText('gpu-agent').waitFor();
});

test('a server that is not a backend is refused', async (t) => {
  const page = await stranger(t);
  await page.route('**/jobs/?**', (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>Not found</h1>' }));
  await submit(page, SANDBOX_TOKEN);
  await page.getByRole('alert').getByText('404').first().waitFor();
});
