// Going back restores a page, and unsaved input prevents it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
for (let index = 0; index < 45; index += 1) await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });

test('going back to a list restores its position and its data', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.locator('tbody tr').nth(44).waitFor();
  await page.evaluate(() => window.scrollTo(0, 900));
  await page.getByRole('link', { name: '#12', exact: true }).click();
  await page.getByRole('heading', { name: 'Job 12' }).waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  // Cached data is shown without waiting for the backend.
  await page.route('**/jobs/?**', () => {});
  await page.goBack();
  await page.locator('tbody tr').nth(44).waitFor();
  await page.waitForFunction(() => window.scrollY === 900);
});

test('a reload, or a return from another site, restores the position of a list', async (t) => {
  const page = await stage.open(t, '/jobs');
  const isThere = async () => {
    await page.locator('tbody tr').nth(44).waitFor();
    await page.waitForFunction(() => window.scrollY === 700);
  };
  await page.locator('tbody tr').nth(44).waitFor();
  await page.evaluate(() => window.scrollTo(0, 700));
  await page.reload();
  await isThere();
  await page.goto(`${stage.backend.url}/healthz`);
  await page.goBack();
  await isThere();
  await page.getByRole('link', { name: 'Plugins', exact: true }).click();
  await page.getByRole('heading', { name: 'Plugins' }).waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 0);
});

for (const [name, keys] of Object.entries({ 'Keyboard shortcuts': '?', Commands: 'Control+k' })) {
  test(`Back opens the previous page, and closes “${name}”`, async (t) => {
    const page = await stage.open(t, '/plugins');
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await page.keyboard.press(keys);
    await page.getByRole('dialog', { name }).waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Plugins' }).waitFor();
  });
}

test('unsaved input prevents Back each time, and the history does not change', async (t) => {
  const page = await stage.open(t, '/plugins');
  await page.getByRole('link', { name: 'New plugin' }).click();
  await page.getByLabel('Name').fill('Half typed');
  let answer = false;
  let requested = 0;
  page.on('dialog', (dialog) => {
    requested += 1;
    return answer ? dialog.accept() : dialog.dismiss();
  });
  for (const time of [1, 2, 3]) {
    await page.evaluate(() => window.history.back());
    await page.waitForFunction(() => window.location.hash === '#/new-plugin');
    await assert.doesNotReject(async () => {
      while (requested < time) await page.waitForTimeout(20);
    });
    await page.waitForFunction(() => window.location.hash === '#/new-plugin');
  }
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed');
  answer = true;
  await page.evaluate(() => window.history.back());
  await page.waitForURL(/#\/plugins$/);
  await page.getByRole('heading', { name: 'Plugins' }).waitFor();
  await page.evaluate(() => window.history.forward());
  await page.getByRole('heading', { name: 'New plugin' }).waitFor();
});

test('a slow run does not bring back a user who has left the page', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/run`);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route(`**/plugins/${plugin.id}/run/`, async (route) => {
    await held;
    await route.fallback();
  });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { name: 'Agents' }).waitFor();
  go();
  const reported = page.locator('.toast-success').getByRole('link', { name: /^Job \d+ was started$/ });
  await reported.waitFor();
  assert.match(page.url(), /#\/agents$/);
  await reported.click();
  await page.getByRole('heading', { name: /^Job \d+$/ }).waitFor();
});
