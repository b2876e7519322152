// Several backends: switched between, each with its own token, and never mixed up.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { BackendClient } from '../../pkg/node.mjs';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';
import { startBackend } from './support/stage.mjs';

const stage = await scene();
const OTHER_TOKEN = 'another-token-6f1c9ab27e';
const other = await startBackend({ args: ['--token', OTHER_TOKEN, '--statuses', 'current'] });
after(() => other.remove());
const otherClient = new BackendClient({ baseUrl: other.url, apiToken: OTHER_TOKEN });

for (const [client, name] of [
  [stage.client, 'Alpha'],
  [otherClient, 'Beta'],
]) {
  const plugin = await client.createPlugin({ name });
  await client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
}

const host = (url) => new URL(url).host;
const dialogOf = (page) => page.getByRole('dialog');
const openBackends = (page) => page.getByRole('button', { name: 'Backends:' }).click();

async function connectToOther(page, { name = 'Staging', remember = false } = {}) {
  await openBackends(page);
  await dialogOf(page).getByRole('button', { name: 'Connect to another backend' }).click();
  await dialogOf(page).getByLabel('Backend URL').fill(other.url);
  await dialogOf(page).getByLabel('Access token').fill(OTHER_TOKEN);
  await dialogOf(page).getByLabel('Name').fill(name);
  if (remember) await dialogOf(page).getByLabel('Remember on this device').check();
  await dialogOf(page).getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('tbody').getByText('Beta').waitFor();
}

async function switchTo(page, name) {
  await openBackends(page);
  await dialogOf(page)
    .getByRole('button', { name: `Switch to ${name}` })
    .click();
}

const stored = (page, kind) => page.evaluate((name) => JSON.stringify(window[name]), kind);

test('a user switches between backends, and no token is sent to the wrong one', async (t) => {
  const page = await stage.open(t, '/jobs/1');
  const wrong = [];
  page.on('request', (request) => {
    const token = request.headers()['synapse-access-token'];
    const own = request.url().startsWith(other.url) ? OTHER_TOKEN : SANDBOX_TOKEN;
    if (token && token !== `Token ${own}`) wrong.push(request.url());
    if (request.url().includes(SANDBOX_TOKEN) || request.url().includes(OTHER_TOKEN)) wrong.push(request.url());
  });
  await connectToOther(page);
  await dialogOf(page).waitFor({ state: 'detached' });
  assert.match(page.url(), /#\/jobs$/);
  await page.getByRole('group', { name: 'Status' }).getByText('PENDING').waitFor();
  await page.getByRole('button', { name: 'Backends:' }).getByText('Staging').waitFor();
  assert.equal(await page.locator('tbody').getByText('Alpha').count(), 0);
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route(`${stage.backend.url}/jobs/?**`, async (route) => {
    await held;
    await route.fallback();
  });
  await switchTo(page, host(stage.backend.url));
  await page.locator('.skeleton').waitFor();
  assert.equal(await page.locator('tbody').count(), 0);
  answer();
  await page.locator('tbody').getByText('Alpha').waitFor();
  await page.getByRole('group', { name: 'Status' }).getByText('queued').waitFor();
  assert.deepEqual(wrong, []);
});

test('tokens stay in the tab, survive a reload, and are stored on the device only on request', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page);
  assert.doesNotMatch(await stored(page, 'localStorage'), /token"/);
  await page.reload();
  await page.locator('tbody').getByText('Beta').waitFor();
  await switchTo(page, host(stage.backend.url));
  await page.locator('tbody').getByText('Alpha').waitFor();
  await connectToOther(page, { remember: true });
  assert.match(await stored(page, 'localStorage'), new RegExp(OTHER_TOKEN));
  assert.doesNotMatch(await stored(page, 'sessionStorage'), new RegExp(OTHER_TOKEN));
  assert.doesNotMatch(await stored(page, 'localStorage'), new RegExp(SANDBOX_TOKEN));
});

test('a backend is shown by its address, its tenant and only the end of its token', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page);
  await openBackends(page);
  const list = dialogOf(page).getByRole('list', { name: 'Backends' });
  const current = list.getByRole('listitem').filter({ hasText: 'In use' });
  await current.getByText(other.url).waitFor();
  await current.getByText(`••••${OTHER_TOKEN.slice(-4)}, kept in this tab only`).waitFor();
  const text = await page.evaluate(() => document.documentElement.outerHTML);
  assert.ok(!text.includes(OTHER_TOKEN) && !text.includes(SANDBOX_TOKEN) && !text.includes(OTHER_TOKEN.slice(-5)));
});

test('a backend is forgotten with its token', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page, { remember: true });
  await switchTo(page, host(stage.backend.url));
  await page.locator('tbody').getByText('Alpha').waitFor();
  await openBackends(page);
  await dialogOf(page).getByRole('button', { name: 'Forget Staging' }).click();
  await dialogOf(page).getByText('Staging').waitFor({ state: 'detached' });
  for (const kind of ['localStorage', 'sessionStorage']) assert.doesNotMatch(await stored(page, kind), new RegExp(OTHER_TOKEN));
});

test('a backend that another tab uses is not forgotten, and a message says so', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page, { remember: true });
  const second = await page.context().newPage();
  await second.goto(`${stage.backend.url}/console/`);
  await second.locator('tbody').getByText('Beta').waitFor();
  await switchTo(page, host(stage.backend.url));
  await page.locator('tbody').getByText('Alpha').waitFor();
  await openBackends(page);
  await dialogOf(page).getByRole('button', { name: 'Forget Staging' }).click();
  await dialogOf(page).getByRole('alert').getByText('Another tab uses this backend').waitFor();
  assert.match(await stored(page, 'localStorage'), new RegExp(OTHER_TOKEN));
});

test('after disconnecting, the user can continue with another known backend', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
  assert.doesNotMatch(await stored(page, 'sessionStorage'), new RegExp(OTHER_TOKEN));
  await page.getByRole('button', { name: `Connect to ${host(stage.backend.url)}` }).click();
  await page.locator('tbody').getByText('Alpha').waitFor();
});

test('a page that is opened from a tab uses that tab’s backend', async (t) => {
  const page = await stage.open(t, '/jobs');
  const second = await page.context().newPage();
  await second.goto(`${stage.backend.url}/console/`);
  await second.locator('tbody').getByText('Alpha').waitFor();
  await connectToOther(second, { remember: true });
  const follow = async (from) => {
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      from.getByRole('link', { name: 'Plugins' }).click({ modifiers: ['ControlOrMeta'] }),
    ]);
    return opened;
  };
  await (await follow(page)).locator('.cell-name').getByText('Alpha').waitFor();
  await (await follow(second)).locator('.cell-name').getByText('Beta').waitFor();
  await (await follow(page)).locator('.cell-name').getByText('Alpha').waitFor();
  await page.reload();
  await page.locator('tbody').getByText('Alpha').waitFor();
});

test('a user with unsaved input is asked before a switch', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page);
  await page.goto(`${stage.backend.url}/console/#/new-plugin`);
  await page.getByLabel('Name').fill('Half typed');
  page.once('dialog', (question) => question.dismiss());
  await switchTo(page, host(stage.backend.url));
  await page.keyboard.press('Escape');
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed');
  page.once('dialog', (question) => question.accept());
  await switchTo(page, host(stage.backend.url));
  await page.locator('tbody').getByText('Alpha').waitFor();
});

test('a feature that one backend lacks is not assumed to be missing in another', async (t) => {
  const page = await stage.open(t, '/jobs');
  await connectToOther(page);
  const refuse = (route) => route.fulfill({ status: 401, json: { detail: 'Expired.' } });
  await page.route(`${stage.backend.url}/jobs/**`, refuse);
  await switchTo(page, host(stage.backend.url));
  const again = page.getByRole('dialog', { name: 'Sign in again' });
  await again.waitFor();
  assert.equal(await again.getByLabel('Backend URL').inputValue(), stage.backend.url);
  await page.unroute(`${stage.backend.url}/jobs/**`, refuse);
  await again.getByLabel('Access token').fill(SANDBOX_TOKEN);
  await again.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.locator('tbody').getByText('Alpha').waitFor();
});
