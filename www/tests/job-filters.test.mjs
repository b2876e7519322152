// Sorting, days, saved filters, and filters that a backend ignores.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ended, scene } from './support/scene.mjs';

const stage = await scene();
const [alpha, beta] = [await stage.client.createPlugin({ name: 'Alpha' }), await stage.client.createPlugin({ name: 'Beta' })];
for (const [plugin, user] of [
  [alpha, 3],
  [beta, 9],
  [alpha, 5],
]) {
  const run = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 }, context: { user_id: user } });
  await ended(stage.client, run.job_id);
}

const rows = (page) => page.locator('tbody tr');
const ids = (page) => page.locator('tbody .cell-id').allInnerTexts();
const untilIds = (page, expected) =>
  page.waitForFunction(
    (text) => [...document.querySelectorAll('tbody .cell-id')].map((cell) => cell.innerText).join() === text,
    expected.join(),
  );
const header = (page, name) => page.getByRole('columnheader', { name });

test('a column sorts the list in one direction, in the other, and then not', async (t) => {
  const page = await stage.open(t, '/jobs');
  await untilIds(page, ['#3', '#2', '#1']);
  assert.equal(await header(page, 'Created').getAttribute('aria-sort'), 'descending');
  await page.getByRole('button', { name: 'User' }).click();
  await untilIds(page, ['#2', '#3', '#1']);
  assert.equal(await header(page, 'User').getAttribute('aria-sort'), 'descending');
  assert.equal(await header(page, 'Created').getAttribute('aria-sort'), 'none');
  await page.getByRole('button', { name: 'User' }).click();
  await untilIds(page, ['#1', '#3', '#2']);
  assert.match(page.url(), /sort=user$/);
  await page.getByRole('button', { name: 'User' }).click();
  await untilIds(page, ['#3', '#2', '#1']);
  assert.match(page.url(), /#\/jobs$/);
});

test('a backend that ignores the order is reported, and no column is shown as sorted', async (t) => {
  const page = await stage.newPage(t);
  await page.route('**/jobs/?**', (route) => route.continue({ url: route.request().url().replace(/ordering=[^&]*/, 'ordering=id') }));
  await stage.enter(page, '/jobs?sort=-user');
  await page.getByText('This backend does not sort its jobs by this column').waitFor();
  assert.equal(await header(page, 'User').getAttribute('aria-sort'), 'none');
});

test('the first day counts from its start and the last to its end, in the user’s time zone', async (t) => {
  const page = await stage.open(t, '/jobs', { timezoneId: 'Asia/Seoul' });
  await page.getByLabel('Since').selectOption('Between two days');
  const requested = (name) => page.waitForRequest((request) => new URL(request.url()).searchParams.has(name));
  const [after] = await Promise.all([requested('created_after'), page.getByLabel('From', { exact: true }).fill('2026-03-01')]);
  assert.equal(new URL(after.url()).searchParams.get('created_after'), '2026-02-28T15:00:00.000Z');
  const [before] = await Promise.all([requested('created_before'), page.getByLabel('To', { exact: true }).fill('2026-03-02')]);
  assert.equal(new URL(before.url()).searchParams.get('created_before'), '2026-03-02T14:59:59.999Z');
  await page.waitForURL(/#\/jobs\?from=2026-03-01&to=2026-03-02$/);
  await page.getByText('No job matches these filters').waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await rows(page).first().waitFor();
  assert.equal(await page.getByLabel('From', { exact: true }).count(), 0);
});

test('two days are a range whichever comes first, and what is no status is no filter', async (t) => {
  const page = await stage.newPage(t);
  const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.has('created_after'));
  await stage.enter(page, '/jobs?status=&from=2100-01-01&to=2020-01-01');
  const { searchParams } = new URL((await asked).url());
  assert.deepEqual([searchParams.get('created_after') < searchParams.get('created_before'), searchParams.has('status')], [true, false]);
  await untilIds(page, ['#3', '#2', '#1']);
});

test('a filter that the backend ignores is reported at its field', async (t) => {
  const page = await stage.newPage(t);
  await page.route('**/jobs/?**', (route) => route.continue({ url: route.request().url().replace(/created_before=[^&]*/, '') }));
  await stage.enter(page, '/jobs?to=2026-03-02');
  const field = page.locator('.filter-field').filter({ has: page.getByLabel('To', { exact: true }) });
  await field.getByText('This backend does not filter by this').waitFor();
  assert.equal(await page.getByLabel('To', { exact: true }).getAttribute('aria-invalid'), 'true');
  assert.equal(await page.getByLabel('User id').getAttribute('aria-invalid'), 'false');
  assert.equal(await rows(page).count(), 3);
});

test('a plugin’s name in the list filters by it, and keeps the other filters', async (t) => {
  const page = await stage.open(t, '/jobs?status=completed&sort=user');
  await rows(page).first().getByRole('link', { name: 'Alpha' }).click();
  await untilIds(page, ['#1', '#3']);
  assert.match(page.url(), new RegExp(`status=completed&plugin=${alpha.id}&sort=user$`));
  assert.equal(await page.getByLabel('Plugin id or code').inputValue(), String(alpha.id));
  await page.goBack();
  await untilIds(page, ['#1', '#3', '#2']);
});

test('a filter is saved under a name, chosen after a reload, renamed and deleted', async (t) => {
  const page = await stage.open(t, '/jobs?user=9&sort=user');
  await page.getByRole('button', { name: 'Save this filter' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Nine');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await untilIds(page, ['#1', '#3', '#2']);
  await page.reload();
  await page.goto(`${stage.backend.url}/console/#/jobs?user=3`);
  await page.getByRole('button', { name: 'Save this filter' }).click();
  await dialog.getByLabel('Name').fill('Nine');
  await dialog.getByText('Another saved filter has this name.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByLabel('Saved filters').selectOption('Nine');
  await untilIds(page, ['#2']);
  assert.match(page.url(), /user=9&sort=user$/);
  await page.getByRole('button', { name: 'Edit this saved filter' }).click();
  await dialog.getByLabel('Name').fill('All of nine');
  await dialog.getByRole('button', { name: 'Save' }).click();
  assert.equal(await page.getByLabel('Saved filters').evaluate((element) => element.selectedOptions[0].text), 'All of nine');
  await page.getByRole('button', { name: 'Edit this saved filter' }).click();
  await dialog.getByRole('button', { name: 'Forget it' }).click();
  await page.getByLabel('Saved filters').waitFor({ state: 'detached' });
  assert.equal((await ids(page)).join(), '#2');
});

test('a saved filter has a name, which may be long', async (t) => {
  const page = await stage.open(t, '/jobs?user=9');
  await page.getByRole('button', { name: 'Save this filter' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('   ');
  await dialog.getByText('This field is required.').waitFor();
  await dialog.getByLabel('Name').fill('all that ran '.repeat(20));
  await dialog.getByRole('button', { name: 'Save' }).click();
  const { width } = await page.getByLabel('Saved filters').boundingBox();
  assert.ok(width <= 280, `${width}`);
});

test('a list can be sorted on a phone', async (t) => {
  const page = await stage.open(t, '/jobs', { width: 360 });
  await page.getByRole('button', { name: 'User' }).click();
  await untilIds(page, ['#2', '#3', '#1']);
});
