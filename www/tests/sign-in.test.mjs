// Special cases of signing in and out.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';
import { INSECURE_HOST, startBackend } from './support/stage.mjs';

const stage = await scene();
const other = await startBackend();
after(() => other.remove());
const plugin = await other.client.createPlugin({ name: 'Alpha' });
await other.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
const KEY = 'synapse-console.connection';
const jobs = (page) => page.getByRole('heading', { name: 'Jobs' });
const remembered = (page) => page.evaluate((key) => window.localStorage.getItem(key), KEY);

async function stranger(t, host = '127.0.0.1') {
  const page = await stage.newPage(t);
  await page.goto(`${stage.backend.url.replace('127.0.0.1', host)}/console/`);
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

for (const [where, host] of [['', undefined], [', on plain http without locks', INSECURE_HOST]]) {
  test(`a tab does not forget a connection that another tab uses${where}`, async (t) => {
    const first = await stranger(t, host);
    await first.getByLabel('Remember on this device').check();
    await submit(first, SANDBOX_TOKEN);
    await jobs(first).waitFor();
    const second = await first.context().newPage();
    await second.goto(first.url());
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
}

/** A tab with a remembered connection. In another tab, another user has signed in to the same backend. */
async function joinedBy(t, token, { refused = false } = {}) {
  const first = await stranger(t);
  await first.getByLabel('Remember on this device').check();
  await submit(first, SANDBOX_TOKEN);
  await jobs(first).waitFor();
  if (refused) {
    await first.route('**/agents/**', (route) => route.fulfill({ status: 401, json: { detail: 'Expired.' } }));
    await first.getByRole('link', { name: 'Agents' }).click();
    await first.getByRole('dialog', { name: 'Sign in again' }).waitFor();
  }
  const second = await first.context().newPage();
  await second.route('**/jobs/?**', (route) => route.fulfill({ json: { count: 0, results: [] } }));
  await second.goto(first.url().replace(/#.*/, ''));
  await jobs(second).waitFor();
  await disconnect(second);
  await second.getByLabel('Remember on this device').check();
  await submit(second, token);
  await jobs(second).waitFor();
  assert.match(await remembered(second), new RegExp(token));
  return first;
}

/** The token that a tab uses after a reload. */
async function tokenAfterReload(page) {
  const asked = page.waitForRequest('**/jobs/?**');
  await page.reload();
  return (await asked).headers()['synapse-access-token'];
}

test('a reload keeps the token of the tab, although another tab signed in as another user', async (t) => {
  const first = await joinedBy(t, 'somebody-else');
  assert.equal(await tokenAfterReload(first), `Token ${SANDBOX_TOKEN}`);
});

test('a reload replaces a refused token by the one that was entered in another tab', async (t) => {
  const first = await joinedBy(t, 'renewed', { refused: true });
  assert.equal(await tokenAfterReload(first), 'Token renewed');
  await first.getByRole('dialog').waitFor();
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

test('the reply to a new tab does not connect another tab, and what was typed there stays', async (t) => {
  const first = await stranger(t);
  await first.getByLabel('Access token').fill('half typed');
  const second = await first.context().newPage();
  await second.goto(first.url());
  await submit(second, SANDBOX_TOKEN);
  await jobs(second).waitFor();
  const third = await first.context().newPage();
  const told = first.evaluate(() => {
    const line = new window.BroadcastChannel('synapse-console');
    return new Promise((resolve) => (line.onmessage = ({ data }) => 'told' in data && resolve()));
  });
  await third.goto(first.url());
  await jobs(third).waitFor();
  await told;
  assert.equal(await first.getByLabel('Access token').inputValue(), 'half typed');
});

for (const [what, copied] of Object.entries({
  'spaces around it': `  ${SANDBOX_TOKEN}\t `,
  'its scheme': `Token ${SANDBOX_TOKEN}`,
  'its header': `Synapse-Access-Token: Token ${SANDBOX_TOKEN}`,
  'quotation marks': `"${SANDBOX_TOKEN}"`,
  'a character without width': `\u200b${SANDBOX_TOKEN}`,
})) {
  test(`a token with ${what} is the token`, async (t) => {
    const page = await stranger(t);
    await submit(page, copied);
    await jobs(page).waitFor();
  });
}

test('spaces around a token are ignored', async (t) => {
  const page = await stranger(t);
  const asked = page.waitForRequest('**/jobs/?**');
  await submit(page, 'me:secret');
  assert.equal((await asked).headers()['synapse-access-token'], 'Token me:secret');
});

for (const address of ['/console/#/jobs/3', '/console/', '/console/index.html?x=1', '/jobs/', '/jobs/?page=2', '/']) {
  test(`the address ${address} of another backend finds it`, async (t) => {
    const page = await stranger(t);
    await page.getByLabel('Backend URL').fill(other.url + address);
    await submit(page, SANDBOX_TOKEN);
    await page.getByText('1 in total').waitFor();
    assert.equal(await page.evaluate((key) => JSON.parse(window.sessionStorage.getItem(key)).baseUrl, KEY), other.url);
  });
}

test('a wrong token is reported as such, also for an address inside a backend', async (t) => {
  const page = await stranger(t);
  await page.getByLabel('Backend URL').fill(`${other.url}/console/#/jobs`);
  await submit(page, 'wrong');
  await page.getByText('The backend refused this token.').waitFor();
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
