// The layout of lists: labels of filters, nothing that moves, and rows as cards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../scripts/seed.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const { long, running } = await seed(stage.client);
const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());
const middle = ({ top, bottom }) => (top + bottom) / 2;

test('a filter with a value shows its label, and does not grow', async (t) => {
  const page = await stage.open(t, '/jobs');
  const name = page.locator('.filter-name').filter({ hasText: 'User id' });
  const field = page.getByLabel('User id');
  await page.locator('tbody tr').first().waitFor();
  assert.equal(await name.isVisible(), false);
  const empty = await box(field);
  await field.fill('9999');
  await name.waitFor();
  assert.deepEqual(await box(field), empty);
  const { left, right, top, bottom } = await box(name);
  assert.ok(left > empty.left && right < empty.right && top < empty.top && bottom < middle(empty), `${left}–${right}, ${top}–${bottom}`);
});

test('a message at a filter is as wide as the filter, and moves no other', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.locator('tbody tr').first().waitFor();
  const since = page.getByLabel('Since');
  const before = await box(since);
  await page.getByLabel('User id').fill('a name');
  const error = page.locator('.filter-field .field-error');
  await error.waitFor();
  assert.deepEqual(await box(since), before);
  assert.ok((await box(error)).width <= (await box(page.getByLabel('User id'))).width);
});

test('buttons do not move when the text beside them grows', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByText('Updated').waitFor();
  const buttons = page.locator('.page-actions button');
  const places = () => buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().left));
  const before = await places();
  await page.getByRole('button', { name: 'Pause auto-refresh' }).click();
  await page.getByText('Paused, updated').waitFor();
  assert.deepEqual(await places(), before);
});

test('a long package name takes one line of its row, with the full name in its title', async (t) => {
  for (const [width, height] of [[1280, 110], [360, 140]]) {
    const page = await stage.open(t, `/plugins/${long}`, { width });
    const name = page.locator('.package-name [title]');
    await name.waitFor();
    assert.match(await name.getAttribute('title'), /^semi_supervised_.*\.zip$/);
    const row = await box(page.locator('tbody tr'));
    assert.ok(row.height < height, `${row.height} at ${width}`);
  }
});

test('a list is as wide as its page at every width, and leaves room for names', async (t) => {
  const page = await stage.open(t, '/plugins');
  for (const width of [320, 760, 800, 1023, 1024, 1150, 1239, 1240]) {
    await page.setViewportSize({ width, height: 800 });
    for (const route of ['/plugins', '/jobs', `/plugins/${long}`, '/serve', '/agents', '/storages']) {
      await page.goto(`${stage.backend.url}/console/#${route}`);
      await page.locator('tbody tr').first().waitFor();
      const { panel, table, names } = await page.evaluate(() => {
        const widthOf = (element) => element.getBoundingClientRect().width;
        const all = [...document.querySelectorAll('td:is(.cell-name, .cell-data)')].filter((cell) => cell.textContent);
        const [table] = document.getElementsByTagName('table');
        return { panel: widthOf(table.parentElement), table: table.scrollWidth, names: all.map(widthOf) };
      });
      assert.ok(table <= panel, `${route}: ${table} in ${panel} at ${width}`);
      assert.ok(Math.min(...names) >= 110, `${route}: ${Math.min(...names)} at ${width}`);
    }
  }
});

test('on a phone, a card begins with name and time, and a running job has a bar below its plugin', async (t) => {
  const page = await stage.open(t, '/jobs', { width: 360, height: 740 });
  const row = page.locator('tbody tr').filter({ hasText: `#${running}` });
  await row.waitFor();
  const [card, id, time, name, progress] = await Promise.all(
    ['', ' .cell-id', ' .cell-time', ' .cell-name', ' .cell-progress'].map((part) => box(part ? row.locator(part.trim()) : row)),
  );
  assert.ok(Math.abs(middle(id) - middle(time)) < 4, 'the time is in the first line');
  assert.ok(card.right - time.right < 20, 'the time is at the right');
  assert.ok(name.top >= id.bottom && progress.top >= name.bottom, 'the plugin and the bar are below');
  assert.equal(await page.locator('tr').filter({ hasText: 'completed' }).locator('.cell-progress').first().isVisible(), false);
});

const UUID = '7dab3956-923c-4e4e-9f4b-368120c2deea';
const heightsOf = (page) => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
const one = (results) => ({ json: { count: results.length, next: null, previous: null, results } });

test('each job takes one line of the list, whatever its id, status and progress are', async (t) => {
  const page = await stage.newPage(t, { width: 1280 });
  const jobs = [
    { id: UUID, status: 'queued', progress: 0, plugin: { id: 1, name: 'Plugin '.repeat(30) } },
    { id: 2, status: 'ARCHIVED_BY_THE_RETENTION_POLICY_OF_2026', progress: 100, plugin: null },
    { id: 3, status: 'running', progress: 100, plugin: { id: 1, name: 'Plugin' }, user: { id: 1, name: 'user '.repeat(20) } },
  ];
  await page.route('**/jobs/?**', (route) => route.fulfill(one(jobs)));
  await stage.enter(page, '/jobs');
  await page.locator('tbody').getByText('running').waitFor();
  const heights = await heightsOf(page);
  assert.ok(heights.every((height) => height < 44), String(heights));
  await page.getByTitle(UUID).waitFor();
  assert.ok((await box(page.locator('.cell-name').first())).width > 100);
});

test('each serve application takes one line of the list', async (t) => {
  const page = await stage.newPage(t, { width: 1280 });
  const data = { url: 'https://example.com/'.repeat(20) };
  const applications = [UUID, 123456789].map((job, id) => ({ id, job, status: 'active', data }));
  await page.route('**/serve_applications/**', (route) => route.fulfill(one(applications)));
  await stage.enter(page, '/serve');
  await page.locator('tbody').getByText('Job 123456789').waitFor();
  const heights = await heightsOf(page);
  assert.ok(heights.every((height) => height < 44), String(heights));
});

test('a package without a name, and a long version, stay in their columns', async (t) => {
  for (const width of [1280, 360]) {
    const page = await stage.newPage(t, { width });
    const release = { id: 1, version: '2.0.0-rc.1+build.20260301.sha.5114f85aabbccddeeff', is_stable: true, changelog: 'Faster' };
    const file = `https://files.example.com/${'a_package_with_a_long_name_'.repeat(6)}.zip`;
    await page.route('**/plugin_releases/**', (route) => route.fulfill(one([{ ...release, file }])));
    await stage.enter(page, `/plugins/${long}`);
    const row = page.locator('tbody tr');
    await row.waitFor();
    const { right, height } = await box(row);
    assert.ok((await box(page.locator('.cell-package [title]'))).right <= right, `at ${width}`);
    assert.ok((await box(row.getByText('Stable'))).right <= right, `at ${width}`);
    if (width === 1280) assert.ok(height < 44, `${height}`);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.equal(content, window);
  }
});

test('the badge of the default storage is visible after a long name', async (t) => {
  for (const width of [1280, 360]) {
    const page = await stage.newPage(t, { width });
    const storage = { id: 1, name: 'Storage '.repeat(40), is_default: true };
    await page.route('**/storages/**', (route) => route.fulfill(one([storage])));
    await stage.enter(page, '/storages');
    const cell = page.locator('.cell-name');
    await cell.waitFor();
    assert.ok((await box(cell.getByText('Default'))).right <= (await box(cell)).right, `at ${width}`);
    await page.locator('tbody tr').click({ position: { x: 200, y: 8 } });
    await page.waitForURL(/#\/storages\/1$/);
  }
});
