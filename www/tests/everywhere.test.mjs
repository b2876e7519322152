// Requirements for every page: axe finds nothing, no horizontal scrolling, the keyboard, the language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../scripts/seed.mjs';
import { violations } from './support/axe.mjs';
import { scene } from './support/scene.mjs';
import { openConsole } from './support/stage.mjs';

const stage = await scene();
const { plugin, long, running, failed } = await seed(stage.client);

const ROUTES = [
  '/jobs',
  '/jobs?page=99',
  '/jobs?from=2026-01-01&status=failed&sort=-user',
  `/jobs/${running}`,
  `/jobs/${failed}?line=3`,
  '/plugins',
  '/plugins?search=auto',
  `/plugins/${plugin}`,
  `/plugins/${long}`,
  `/plugins/${plugin}/edit`,
  `/plugins/${plugin}/run`,
  `/plugins/${plugin}/release`,
  '/new-plugin',
  '/storages',
  '/storages/1',
  '/new-storage',
  '/serve',
  '/new-serve',
  '/agents',
  '/nowhere/at/all',
];

async function settled(page) {
  // Two frames later, the requests of an address have been sent.
  await page.evaluate(() => new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve))));
  await page.locator('.skeleton, [aria-busy="true"]').first().waitFor({ state: 'detached' });
  // The contrast of a pulsing badge changes constantly.
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

const SCHEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};

for (const [scheme, colors] of Object.entries(SCHEMES)) {
  test(`axe finds nothing on any page, ${scheme}`, async (t) => {
    const page = await stage.newPage(t, colors);
    await page.goto(`${stage.backend.url}/console/`);
    await page.locator('h1').waitFor();
    assert.deepEqual(await violations(page), [], 'connect');
    const inside = await stage.open(t, '/jobs', colors);
    for (const route of ROUTES) {
      await inside.goto(`${stage.backend.url}/console/#${route}`);
      await settled(inside);
      assert.deepEqual(await violations(inside), [], route);
    }
    await inside.keyboard.press('Control+k');
    await inside.getByRole('option').first().waitFor();
    assert.deepEqual(await violations(inside), [], 'palette');
    await inside.keyboard.press('Escape');
    await inside.getByRole('dialog').waitFor({ state: 'detached' });
    await inside.keyboard.press('?');
    await inside.getByRole('dialog').waitFor();
    assert.deepEqual(await violations(inside), [], 'shortcuts');
    await inside.keyboard.press('Escape');
    await inside.getByRole('button', { name: 'Settings' }).click();
    await inside.getByRole('dialog', { name: 'Settings' }).waitFor();
    assert.deepEqual(await violations(inside), [], 'settings');
    await inside.keyboard.press('Escape');
    await inside.getByRole('button', { name: 'Backends:' }).click();
    await inside.getByRole('dialog', { name: 'Backends' }).waitFor();
    assert.deepEqual(await violations(inside), [], 'backends');
    await inside.getByRole('button', { name: 'Connect to another backend' }).click();
    assert.deepEqual(await violations(inside), [], 'another backend');
    await inside.keyboard.press('Escape');
    await inside.goto(`${stage.backend.url}/console/#/jobs?status=failed`);
    await settled(inside);
    await inside.getByRole('button', { name: 'Save this filter' }).click();
    await inside.getByRole('dialog', { name: 'Save this filter' }).waitFor();
    assert.deepEqual(await violations(inside), [], 'saved filter');
    await inside.goto(`${stage.backend.url}/console/#/jobs/${running}`);
    await inside.keyboard.press('Escape');
    await inside.getByRole('button', { name: 'Copy as curl or JavaScript' }).click();
    await inside.locator('.code').first().waitFor();
    assert.deepEqual(await violations(inside), [], 'requests');
    await inside.keyboard.press('Escape');
    await inside.getByRole('button', { name: 'Change status' }).click();
    assert.deepEqual(await violations(inside), [], 'change of a status');
  });
}

test('axe finds no problem on any page in Korean', async (t) => {
  const page = await stage.open(t, '/jobs', { locale: 'ko-KR' });
  for (const route of ROUTES) {
    await page.goto(`${stage.backend.url}/console/#${route}`);
    await settled(page);
    assert.deepEqual(await violations(page), [], route);
  }
});

// The first is 1280 × 1024 at 400 %.
for (const [width, height] of [[320, 256], [360, 900], [2560, 900]]) {
  test(`no page scrolls horizontally at ${width} × ${height}`, async (t) => {
    const page = await stage.open(t, '/jobs', { width, height });
    for (const route of ROUTES) {
      await page.goto(`${stage.backend.url}/console/#${route}`);
      await settled(page);
      const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.equal(content, window, route);
    }
  });
}

test('letters open the sections, but not while the user types', async (t) => {
  const page = await stage.open(t, '/jobs');
  const sections = { p: 'Plugins', v: 'Serve applications', s: 'Storages', a: 'Agents', j: 'Jobs' };
  for (const [key, title] of Object.entries(sections)) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  }
  await page.keyboard.press('/');
  await page.keyboard.type('gp');
  assert.equal(await page.getByLabel('Plugin id or code').inputValue(), 'gp');
  assert.match(page.url(), /#\/jobs/);
});

test('a question mark opens the list of shortcuts, and Escape closes it', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('a selection in a dialog may end beside it; a click beside it closes it', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const { x, y } = await dialog.getByText('Show these shortcuts').boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(20, 20, { steps: 4 });
  await page.mouse.up();
  assert.ok(await dialog.isVisible());
  // A press that ends in it does not close it either.
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 5, { steps: 4 });
  await page.mouse.up();
  assert.ok(await dialog.isVisible());
  await page.mouse.click(20, 20);
  await dialog.waitFor({ state: 'detached' });
});

test('the first Tab skips the sections', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
});

test('it is in Korean for a browser that prefers it, and declares the language', async (t) => {
  const page = await stage.open(t, '/jobs', { locale: 'ko-KR' });
  await page.getByRole('heading', { name: '작업' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko');
  await page.waitForFunction(() => document.title === '작업 · Synapse 콘솔');
  await page.locator('tbody').getByText('실패').first().waitFor();
});

test('the first view has all of its messages at once', async (t) => {
  const page = await stage.newPage(t);
  await page.route('**/en-later-*.js', (route) => route.abort());
  await openConsole(page, stage.backend.url, '/jobs?status=failed');
  await page.locator('tbody tr').first().waitFor();
  await page.goto(`${stage.backend.url}/console/#/jobs?user=77`);
  await page.getByText('No job matches these filters').waitFor();
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.locator('.failure').getByText('This page of the console could not be loaded.').waitFor();
});

test('language and theme can be chosen, and are kept', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('ko');
  await page.getByRole('heading', { name: '설정' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '작업' }).waitFor();
  assert.equal(await page.evaluate(() => window.getComputedStyle(document.body).colorScheme), 'dark');
});

test('a user who leaves a form with unsaved input is asked first, but not after it was sent', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Half typed');
  await page.locator('h1').focus();
  const question = page.waitForEvent('dialog');
  const leave = page.keyboard.type('gj');
  await (await question).dismiss();
  await leave;
  await page.waitForURL(/#\/new-plugin$/);
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed');
  page.on('dialog', () => assert.fail('asked once more'));
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Half typed' }).waitFor();
});
