// A token that is refused in the middle of work: nothing of the work is lost, and nothing passes for done.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';
import { openConsole, startBackend } from './support/stage.mjs';

const stage = await scene();
const other = await startBackend();
after(() => other.remove());
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });

const refuse = (route) => route.fulfill({ status: 401, json: { detail: 'Token expired.' } });
const question = (page) => page.getByRole('dialog', { name: 'Sign in again' });
const isUnsafe = (route) => route.request().method() !== 'GET';

async function signIn(page) {
  await question(page).waitFor();
  await page.unrouteAll();
  await question(page).getByLabel('Access token').fill(SANDBOX_TOKEN);
  await question(page).getByRole('button', { name: 'Connect', exact: true }).click();
  await question(page).waitFor({ state: 'detached' });
}

for (const route of ['/jobs', `/jobs/${job}`, '/agents']) {
  test(`a token that is refused from the first is asked for again, at ${route}`, async (t) => {
    const page = await stage.newPage(t);
    await openConsole(page, stage.backend.url, route, 'expired');
    await signIn(page);
    await page.getByText(route === '/agents' ? 'gpu-agent' : 'queued').first().waitFor();
  });
}

test('a token that is given in one tab is taken by the others that were refused with the same one, and by no others', async (t) => {
  const pages = [await stage.newPage(t)];
  while (pages.length < 3) pages.push(await pages[0].context().newPage());
  const tokens = ['expired', 'expired', 'another'];
  for (const [index, page] of pages.entries()) await openConsole(page, stage.backend.url, '/agents', tokens[index]);
  for (const page of pages) await question(page).waitFor();
  await signIn(pages[0]);
  await question(pages[1]).waitFor({ state: 'detached' });
  await pages[1].getByText('gpu-agent').waitFor();
  await pages[1].reload();
  await pages[1].getByText('gpu-agent').waitFor();
  assert.equal(await question(pages[2]).isVisible(), true);
});

for (const [isKept, title] of [
  [true, 'a new token is stored on the device if both tabs remember it'],
  [false, 'a new token that one tab does not remember is not stored on the device by another tab'],
]) {
  test(title, async (t) => {
    const pages = [await stage.newPage(t)];
    pages.push(await pages[0].context().newPage());
    for (const [index, page] of pages.entries()) {
      await page.route('**/jobs/?**', (route) => route.fulfill({ json: { count: 0, results: [] } }));
      await page.goto(`${stage.backend.url}/console/#/agents`);
      // The second tab begins with the connection of the first.
      if (index > 0) await question(page).getByRole('button', { name: 'Disconnect' }).click();
      await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
      await page.getByLabel('Access token').fill('expired');
      await page.getByLabel('Remember on this device').setChecked(index === 0 || isKept);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await question(page).waitFor();
    }
    const device = () => pages[0].evaluate(() => JSON.stringify(Object.values(window.localStorage)));
    assert.match(await device(), /expired/);
    await signIn(pages[1]);
    await question(pages[0]).waitFor({ state: 'detached' });
    for (const page of pages) await page.getByText('gpu-agent').waitFor();
    await pages[0].reload();
    await pages[0].getByText('gpu-agent').waitFor();
    assert.doesNotMatch(await device(), /expired/);
    assert.equal((await device()).includes(SANDBOX_TOKEN), isKept);
  });
}

test('the dialog behind the question outlasts Esc, however often', async (t) => {
  const page = await stage.open(t, `/jobs/${job}`);
  for (let time = 0; time < 3; time += 1) {
    await page.getByRole('button', { name: 'Change status' }).click();
    await page.route('**/jobs/**', refuse);
    await question(page).waitFor();
    // Held down, the key comes so fast.
    for (let press = 0; press < 8; press += 1) await page.keyboard.press('Escape');
    await signIn(page);
    const behind = page.getByRole('dialog', { name: 'Change status' });
    await behind.waitFor();
    await page.keyboard.press('Escape');
    await behind.waitFor({ state: 'detached' });
  }
});

test('what was not saved says so, once somebody has signed in', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/edit`);
  await page.route(`**/plugins/${plugin.id}/`, (route) => (isUnsafe(route) ? refuse(route) : route.continue()));
  await page.getByLabel('Description').fill('More of it');
  await page.getByRole('button', { name: 'Save' }).click();
  await signIn(page);
  await page.getByText('The token was refused.').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Plugin Alpha was saved').waitFor();
  assert.equal((await stage.client.getPlugin(plugin.id)).description, 'More of it');
});

for (const [where, leave] of [
  ['the settings', (page) => page.getByRole('button', { name: 'Settings' }).click()],
  [
    'the question for another token',
    async (page) => {
      await page.route('**/plugins/', refuse);
      await page.getByRole('button', { name: 'Create' }).click();
    },
  ],
]) {
  test(`who disconnects in ${where} is asked first, where something typed would be lost`, async (t) => {
    const page = await stage.open(t, '/new-plugin');
    await page.getByLabel('Name').fill('Half typed');
    await leave(page);
    const disconnect = page.getByRole('dialog').getByRole('button', { name: 'Disconnect' });
    await disconnect.waitFor();
    page.once('dialog', (dialog) => dialog.dismiss());
    await disconnect.click();
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Half typed');
    page.once('dialog', (dialog) => dialog.accept());
    await disconnect.click();
    await page.getByRole('heading', { name: 'Connect to a backend' }).waitFor();
  });
}

test('a storage’s own credentials that are refused are told at the form; one’s own token is good', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Name', { exact: true }).fill('Training data');
  for (const name of ['bucket_name', 'region', 'access_key_id', 'secret_access_key']) await page.getByLabel(name).fill('value');
  await page.route('**/storages/', (route) => route.fulfill({ status: 401, json: { detail: 'InvalidAccessKeyId' } }));
  const probed = page.waitForResponse('**/jobs/?page_size=1');
  await page.getByRole('button', { name: 'Create' }).click();
  assert.equal((await probed).status(), 200);
  await page.getByText('InvalidAccessKeyId').waitFor();
  assert.equal(await question(page).count(), 0);
});

test('a run that an agent refuses is told at the form; one’s own token is good', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`);
  await page.route('**/run/', (route) => route.fulfill({ status: 401, json: { detail: 'The agent knows no such token.' } }));
  const probed = page.waitForResponse('**/jobs/?page_size=1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  assert.equal((await probed).status(), 200);
  await page.getByText('The agent knows no such token.').waitFor();
  assert.equal(await question(page).count(), 0);
});

test('if the address of the backend contains /run/, a 401 opens the dialog, and no request is repeated', async (t) => {
  const page = await stage.newPage(t);
  const urls = [];
  await page.route('**/run/backend/**', (route) => {
    urls.push(route.request().url());
    return refuse(route);
  });
  await openConsole(page, stage.backend.url, '/jobs', 'expired', '/run/backend');
  await question(page).waitFor();
  assert.equal(new Set(urls).size, urls.length, urls.join(' '));
});

/** A page at a form that was half filled in when its token was refused. */
async function openHalfTyped(t) {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Half typed');
  await page.route('**/plugins/', refuse);
  await page.getByRole('button', { name: 'Create' }).click();
  await question(page).waitFor();
  return page;
}

test('who signs in at another backend instead is asked first, where something typed would be lost', async (t) => {
  const page = await openHalfTyped(t);
  await question(page).getByLabel('Backend URL').fill(other.url);
  await question(page).getByLabel('Access token').fill(SANDBOX_TOKEN);
  const connect = question(page).getByRole('button', { name: 'Connect', exact: true });
  page.once('dialog', (dialog) => dialog.dismiss());
  const asked = page.waitForEvent('dialog');
  await connect.click();
  await asked;
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Half typed');
  page.once('dialog', (dialog) => dialog.accept());
  await connect.click();
  await question(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), '');
});

test('an address that is kept with a slash at its end stays the same backend', async (t) => {
  const page = await stage.newPage(t);
  await page.addInitScript((baseUrl) => {
    const connection = { baseUrl, token: 'old', tenant: '', remember: false };
    window.sessionStorage.setItem('synapse-console.connection', JSON.stringify(connection));
  }, `${stage.backend.url}/`);
  await page.route('**/jobs/**', (route) => route.fulfill({ json: { count: 0, results: [] } }));
  await page.goto(`${stage.backend.url}/console/#/new-plugin`);
  await page.getByLabel('Name').fill('Half typed');
  await page.getByRole('button', { name: 'Create' }).click();
  await signIn(page);
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Half typed');
});
