import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ended, scene } from './support/scene.mjs';

const stage = await scene();
const run = (pk, parameters, context = {}) => stage.client.runPlugin(pk, { parameters, context });
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const other = await stage.client.createPlugin({ name: 'Beta' });
for (const [{ id }, parameters] of [
  [plugin, {}],
  [plugin, { fail_at: 2 }],
  [other, {}],
]) {
  await ended(stage.client, (await run(id, { ...parameters, delay: 0 })).job_id);
}

const rows = (page) => page.locator('tbody tr');

test('the newest job comes first, with its plugin by name', async (t) => {
  const page = await stage.open(t, '/jobs');
  await rows(page).first().waitFor();
  const first = await rows(page).first().innerText();
  assert.match(first, /#3.*completed.*Beta.*100 %/s);
});

test('an absolute time is in the title of a relative one', async (t) => {
  const page = await stage.open(t, '/jobs');
  assert.match(await page.locator('time').first().getAttribute('title'), /20\d\d/);
});

test('filters are in the address, and an address is a filter', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('button', { name: 'failed' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  assert.match(page.url(), /#\/jobs\?status=failed$/);
  await page.goto(`${stage.backend.url}/console/#/jobs?plugin=${other.code}`);
  await page.waitForFunction(() => document.querySelector('tbody tr')?.innerText.includes('Beta'));
  assert.equal(await rows(page).count(), 1);
});

test('a filter is sent after the user has stopped typing', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByLabel('Plugin id or code').fill('beta');
  await page.waitForURL(/plugin=beta$/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
});

test('if nothing matches, the filters can be cleared', async (t) => {
  const page = await stage.open(t, '/jobs?user=77');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await rows(page).first().waitFor();
  assert.match(page.url(), /#\/jobs$/);
});

test('progress updates by itself, and the scroll position stays', async (t) => {
  const { job_id: job } = await run(plugin.id, { steps: 10, delay: 3600 });
  const page = await stage.open(t, '/jobs', { height: 300 });
  const row = rows(page).filter({ hasText: `#${job}` });
  await row.getByText('0 %').waitFor();
  const top = await page.evaluate(() => {
    window.scrollTo(0, 120);
    return window.scrollY;
  });
  assert.ok(top > 0);
  await stage.client.updateJob(job, { status: 'running', progress: 40 });
  await row.getByText('40 %').waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), top);
  await stage.client.updateJob(job, { status: 'completed' });
  await row.getByText('completed').waitFor();
});

test('pages can be turned', async (t) => {
  for (let index = 0; index < 51; index += 1) await run(plugin.id, { steps: 1, delay: 0 }, { user_id: 5 });
  const page = await stage.open(t, '/jobs?user=5');
  await page.getByText('1–50 of 51').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('51–51 of 51').waitFor();
  assert.match(page.url(), /page=2/);
  const next = page.getByRole('button', { name: 'Next page' });
  assert.equal(await next.getAttribute('aria-disabled'), 'true');
  assert.equal(await next.evaluate((element) => document.activeElement === element), true);
});

test('a page can be opened by its number, and the first and the last directly', async (t) => {
  for (let index = 0; index < 101; index += 1) await run(plugin.id, { steps: 1, delay: 0 }, { user_id: 6 });
  const page = await stage.open(t, '/jobs?user=6');
  await page.getByRole('button', { name: 'Last page' }).click();
  await page.getByText('101–101 of 101').waitFor();
  await page.getByRole('button', { name: 'First page' }).click();
  await page.getByText('1–50 of 101').waitFor();
  const number = page.getByLabel('Page number');
  await number.fill('2');
  await number.press('Enter');
  await page.getByText('51–100 of 101').waitFor();
  assert.match(page.url(), /page=2$/);
  await number.fill('99');
  await number.press('Enter');
  await page.getByText('101–101 of 101').waitFor();
  assert.equal(await number.inputValue(), '3');
  await number.fill('x');
  await number.press('Tab');
  assert.equal(await number.inputValue(), '3');
});

test('an address past the last page says so, with a link to the first', async (t) => {
  const page = await stage.open(t, '/jobs?page=99');
  await page.getByText('The list ends before this page').waitFor();
  await page.getByRole('button', { name: 'First page' }).click();
  await rows(page).first().waitFor();
});

test('a refused filter is reported at the filter, without old rows', async (t) => {
  const page = await stage.open(t, '/jobs');
  await rows(page).first().waitFor();
  await page.getByLabel('User id').fill('abc');
  const field = page.locator('.filter-field').filter({ has: page.getByLabel('User id') });
  await field.getByText('Enter a number.').waitFor();
  assert.equal(await page.getByLabel('User id').getAttribute('aria-invalid'), 'true');
  assert.equal(await rows(page).count(), 0);
  await page.getByLabel('User id').fill('1');
  await rows(page).first().waitFor();
  assert.equal(await page.getByLabel('User id').getAttribute('aria-invalid'), 'false');
});

test('a status of another vocabulary is shown among the filters, until one of the backend’s is chosen', async (t) => {
  const page = await stage.open(t, '/jobs?status=SUCCEEDED');
  await page.getByRole('group', { name: 'Status' }).getByText('Select a valid choice.').waitFor();
  const strange = page.getByRole('button', { name: 'SUCCEEDED' });
  assert.equal(await strange.getAttribute('aria-pressed'), 'true');
  await page.getByRole('button', { name: 'completed' }).click();
  await page.waitForURL(/#\/jobs\?status=completed$/);
  await rows(page).first().waitFor();
  await strange.waitFor({ state: 'detached' });
});

test('while a slow backend is loading, the old data is shown paler', async (t) => {
  const page = await stage.open(t, '/jobs?status=failed');
  await rows(page).first().waitFor();
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await page.route('**/jobs/?status=completed**', async (route) => {
    await held;
    await route.fallback();
  });
  await page.goto(`${stage.backend.url}/console/#/jobs?status=completed`);
  await page.locator('.loaded[aria-busy="true"]').getByText('failed').waitFor();
  answer();
  await page.locator('.loaded[aria-busy="false"] tbody').getByText('completed').first().waitFor();
});

test('a failure of the backend is shown with the request id, and can be retried', async (t) => {
  const page = await stage.newPage(t);
  const fail = (route) => route.fulfill({ status: 500, json: { detail: 'Out of disk.' }, headers: { 'X-Request-ID': 'abc-123' } });
  await page.route('**/jobs/?**', fail);
  await page.addInitScript(
    (url) =>
      window.sessionStorage.setItem(
        'synapse-console.connection',
        JSON.stringify({ baseUrl: url, token: 'sandbox-token', tenant: '', remember: false }),
      ),
    stage.backend.url,
  );
  await page.goto(`${stage.backend.url}/console/`);
  await page.getByText('Out of disk.').waitFor();
  await page.getByText('Request ID abc-123').waitFor();
  await page.unroute('**/jobs/?**', fail);
  await page.getByRole('button', { name: 'Try again' }).click();
  await rows(page).first().waitFor();
});
