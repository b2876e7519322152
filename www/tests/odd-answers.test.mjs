// Backends whose answers lack fields, or have unexpected ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const rows = (page) => page.locator('tbody tr');
const job = (id, fields) => ({ id, status: 'running', progress: 10, plugin: 1, user: 1, created: '2026-03-01T12:00:00Z', ...fields });

/** The page at `route`, where `path` is answered with `json`. */
async function answered(t, route, path, json) {
  const page = await stage.open(t, '/new-plugin');
  await page.route(path, (request) => request.fulfill({ json }));
  await page.goto(`${stage.backend.url}/console/#${route}`);
  return page;
}

const listed = (results) => ({ count: results.length, next: null, results });

test('an invalid status is unknown, and the other jobs are shown', async (t) => {
  const statuses = [null, 7, undefined, 'constructor', {}, 'running'];
  const page = await answered(t, '/jobs', '**/jobs/?**', listed(statuses.map((status, index) => job(index + 1, { status }))));
  await rows(page).filter({ hasText: '#6' }).waitFor();
  assert.equal(await rows(page).count(), 6);
  assert.equal(await page.locator('tbody .badge-unknown').count(), 5);
});

test('a job with an invalid status has a page, and its status can be changed', async (t) => {
  const page = await answered(t, '/jobs/1', '**/jobs/1/?**', job(1, { status: 'archived' }));
  await page.getByRole('button', { name: 'Change status' }).click();
  const select = page.getByLabel('Status', { exact: true });
  assert.equal(await select.inputValue(), 'archived');
  assert.deepEqual(await select.locator('option').allInnerTexts(), ['archived', 'queued', 'running', 'completed', 'failed']);
});

test('a page that cannot show an answer says so, and other pages work', async (t) => {
  const page = await answered(t, '/plugins', '**/plugins/?**', listed([null]));
  await page.getByRole('heading', { name: 'This page cannot show what the backend answered' }).waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByText('gpu-agent').waitFor();
});

test('the name of an Object property is not an address of a page', async (t) => {
  const page = await stage.open(t, '/constructor');
  await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
});

test('progress is parsed, clamped, or a dash', async (t) => {
  const values = [250, -5, '55', ' 7.4 % ', null, undefined, 'soon', '0x10', [50]];
  const page = await answered(t, '/jobs', '**/jobs/?**', listed(values.map((progress, index) => job(index + 1, { progress }))));
  await rows(page).nth(8).waitFor();
  assert.deepEqual(await page.locator('.progress-number').allInnerTexts(), ['100 %', '0 %', '55 %', '7 %', '–', '–', '–', '–', '–']);
});

test('an expanded user is a name, or an id', async (t) => {
  const users = [{ id: 3, name: 'Kim' }, { id: 4 }, 5, null, { id: 6, username: 'lee' }, '', [7], { id: { pk: 8 } }, { toString: 9 }];
  const page = await answered(t, '/jobs', '**/jobs/?**', listed(users.map((user, index) => job(index + 1, { user }))));
  await rows(page).nth(8).waitFor();
  assert.deepEqual(await page.locator('.cell-user').allInnerTexts(), ['Kim', '4', '5', '–', 'lee', '–', '–', '–', '–']);
});

test('a time in the far future is a date, and an invalid time is a dash', async (t) => {
  const times = ['2099-07-01T12:00:00Z', null, '', 'soon', 1764300000];
  const page = await answered(t, '/jobs', '**/jobs/?**', listed(times.map((created, index) => job(index + 1, { created }))));
  await rows(page).nth(4).waitFor();
  assert.deepEqual(await page.locator('.cell-time').allInnerTexts(), ['Jul 1, 2099', '–', '–', '–', '–']);
});

test('invalid values in an address are ignored', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  const queries = ['page=Infinity', 'page=1e30', 'page=-3', 'from=2026-02-31', 'since=__proto__', 'sort=toString', 'sort=-constructor'];
  for (const query of queries) {
    const requested = page.waitForRequest('**/jobs/?**');
    await page.goto(`${stage.backend.url}/console/#/jobs?${query}`);
    const { searchParams } = new URL((await requested).url());
    assert.deepEqual([...searchParams.keys()].sort(), ['expand', 'ordering', 'page', 'page_size'], query);
    assert.deepEqual([searchParams.get('page'), searchParams.get('ordering')], ['1', '-created'], query);
    await page.goto(`${stage.backend.url}/console/#/new-plugin`);
    await page.getByRole('heading', { name: 'New plugin' }).waitFor();
  }
});

test('an object without a name still has a link', async (t) => {
  const nameless = [{ id: 8, name: null, provider: 'minio' }, { id: 9, name: '', provider: 'constructor' }];
  const page = await answered(t, '/plugins', '**/plugins/?**', listed(nameless));
  await page.getByRole('link', { name: '#8', exact: true }).waitFor();
  await page.route('**/storages/', (request) => request.fulfill({ json: listed(nameless) }));
  await page.goto(`${stage.backend.url}/console/#/storages`);
  await page.getByRole('link', { name: '#9', exact: true }).waitFor();
});

test('a parameter may be called __proto__', async (t) => {
  const parameters = JSON.parse('{"__proto__": {"type": "string"}, "constructor": {"type": "int", "required": true}}');
  const plugin = await stage.client.createPlugin({ name: 'Odd' });
  const page = await answered(t, `/plugins/${plugin.id}/run`, `**/plugins/${plugin.id}/`, { ...plugin, configuration: { parameters } });
  await page.getByLabel('__proto__').fill('set');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('This field is required.').waitFor();
  await page.getByLabel('constructor').fill('3');
  const [request] = await Promise.all([
    page.waitForRequest(`**/plugins/${plugin.id}/run/`),
    page.getByRole('button', { name: 'Run', exact: true }).click(),
  ]);
  assert.equal(JSON.stringify(JSON.parse(request.postData()).parameters), '{"__proto__":"set","constructor":3}');
});

test('a user who may not list plugins is told so, instead of that there is no list', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.route('**/plugins/?**', (route) => route.fulfill({ status: 403, json: { detail: 'No permission.' } }));
  await page.goto(`${stage.backend.url}/console/#/plugins`);
  await page.getByText('You may not list the plugins of this backend').waitFor();
});

test('a missing plugin accepts no packages', async (t) => {
  const page = await stage.open(t, '/plugins/999/release');
  await page.getByText('404 Not Found').first().waitFor();
  assert.equal(await page.locator('.drop-zone').count(), 0);
});

test('a value that cannot be converted to text is shown as JSON', async (t) => {
  const odd = { toString: 1 };
  const statuses = [odd, { value: 'running' }, []].map((status) => ({ status }));
  const list = [...statuses, { plugin: { id: odd } }, { user: [odd] }, { id: odd }].map((fields, index) => job(index + 1, fields));
  const page = await answered(t, '/jobs?status=running&plugin=1&user=1', '**/jobs/?**', listed(list));
  await rows(page).nth(5).waitFor();
  const badges = await page.locator('tbody .badge').allInnerTexts();
  assert.deepEqual(badges.slice(0, 3), ['{"toString":1}', '{"value":"running"}', '[]']);
  assert.doesNotMatch(await page.locator('tbody').innerText(), /object Object/);
});

test('metrics that are not an object are shown as they are', async (t) => {
  for (const metrics of ['accuracy: 0.9', [1, 2], 5]) {
    const page = await answered(t, '/jobs/1', '**/jobs/1/?**', job(1, { status: 'completed', metrics }));
    const shown = page.getByRole('region', { name: 'Metrics' });
    await shown.waitFor();
    assert.deepEqual(JSON.parse(await shown.innerText()), metrics);
  }
});
