// How failures are shown: where the user started the action, first in words, last with details for developers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Told' });
const HANGUL = /[가-힣]/;
const failing = (status, detail) => (route) =>
  ['POST', 'PATCH'].includes(route.request().method()) ? route.fulfill({ status, json: { detail } }) : route.fallback();
const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

test('a missing object is reported in words, with a link to the list', async (t) => {
  const page = await stage.open(t, '/jobs/99999');
  const reported = page.getByRole('alert');
  await reported.getByText('Not found. It may have been deleted, or the link is wrong.').waitFor();
  await reported.getByText('No Job matches the given query.').waitFor();
  assert.doesNotMatch(await reported.locator('.empty-title').innerText(), /404|GET|\/jobs\//);
  assert.match(await reported.locator('.detail').innerText(), /404 Not Found: GET \/jobs\/99999\/ · Request ID/);
  assert.equal(await page.getByRole('button', { name: 'Try again' }).count(), 0);
  await page.getByRole('link', { name: 'Go to the list' }).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
});

for (const [what, status, told] of [
  ['one may not see', 403, 'You may not see this.'],
  ['a backend does not have', 404, 'This backend has no such list.'],
]) {
  test(`of a list that ${what}, it is said so`, async (t) => {
    const page = await stage.open(t, '/jobs');
    const refuse = (route) => route.fulfill({ status, json: { detail: 'Refused.' } });
    for (const list of ['storages', 'agents', 'serve_applications']) await page.route(new RegExp(`/${list}/(\\?|$)`), refuse);
    for (const section of ['Storages', 'Agents', 'Serving']) {
      await page.getByRole('link', { name: section }).click();
      await page.getByRole('link', { name: section }).and(page.locator('[aria-current]')).waitFor();
      await page.getByRole('alert').getByText(told).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Go to the list' }).count(), 0);
    }
  });
}

test('a temporary failure can be retried', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.getByText('gpu-agent').waitFor();
  await page.route('**/storages/', (route) => route.fulfill({ status: 400, json: { detail: 'Which ones?' } }));
  await page.route('**/plugins/?**', (route) => route.fulfill({ status: 409, json: { detail: 'Busy.' } }));
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.getByText('Busy.').waitFor();
  await page.unroute('**/plugins/?**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Told', exact: true }).waitFor();
});

const FORMS = [
  ['/new-plugin', '**/plugins/', 'Create', (page) => page.getByLabel('Name').fill('Never')],
  [`/plugins/${plugin.id}/edit`, `**/plugins/${plugin.id}/`, 'Save', (page) => page.getByLabel('Name').fill('Never')],
  [`/plugins/${plugin.id}/run`, '**/run/', 'Run', () => {}],
  [
    '/new-storage',
    '**/storages/',
    'Create',
    async (page) => {
      await page.getByLabel('Provider').selectOption('file_system');
      await page.getByLabel('Name', { exact: true }).fill('Never');
      await page.getByLabel('base_path').fill('/data');
    },
  ],
];

for (const width of [1440, 360]) {
  test(`a refused form shows the failure itself, and covers nothing, at ${width} px`, async (t) => {
    const page = await stage.open(t, '/jobs', { width });
    for (const [route, path, button, fill] of FORMS) {
      await page.goto(`${stage.backend.url}/console/#${route}`);
      await page.getByRole('button', { name: button, exact: true }).waitFor();
      await page.route(path, failing(403, 'Only owners do this.'));
      await fill(page);
      await page.getByRole('button', { name: button, exact: true }).click();
      const reported = page.locator('form').getByRole('alert');
      await reported.getByText('You may not do this. Only owners do this.').waitFor();
      assert.equal(await page.locator('.toast').count(), 0, route);
      await page.unroute(path);
      page.once('dialog', (dialog) => dialog.accept());
    }
  });
}

test('if fields are marked, the form only points to them', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('x'.repeat(300));
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('alert').getByText('The backend refused what was sent. See the fields that are marked.').waitFor();
  assert.equal(await page.getByText('Ensure this field has no more than 255 characters.').count(), 1);
});

test('a later failure is a toast, which looks like a failure', async (t) => {
  const page = await stage.open(t, '/agents');
  const check = page.getByRole('row').filter({ hasText: 'gpu-agent' }).getByRole('button');
  await check.click();
  const success = page.locator('.toast-success');
  await success.waitFor();
  await page.goto(`${stage.backend.url}/console/#/plugins/${plugin.id}/run`);
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route('**/run/', (route) => held.then(() => route.fulfill({ status: 403, json: { detail: 'Not now.' } })));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByRole('heading', { name: 'Agents' }).waitFor();
  go();
  const failure = page.locator('.toast-failure');
  await failure.getByText('You may not do this. Not now.').waitFor();
  const looks = (locator) => locator.evaluate((element) => window.getComputedStyle(element).borderTopColor);
  assert.notEqual(await looks(failure), await page.evaluate(() => {
    const other = Object.assign(document.createElement('div'), { className: 'toast toast-success' });
    document.querySelector('.toasts').append(other);
    const color = window.getComputedStyle(other).borderTopColor;
    other.remove();
    return color;
  }));
});

test('a toast covers no field of a form', async (t) => {
  for (const width of [1440, 1200]) {
    const page = await stage.open(t, `/plugins/${plugin.id}/edit`, { width });
    await page.getByRole('button', { name: 'Save' }).click();
    const reported = page.locator('.toast-success');
    await reported.hover();
    await page.evaluate((to) => (window.location.hash = to), `/plugins/${plugin.id}/edit`);
    await page.locator('form').waitFor();
    const [toast, form] = [await box(reported), await box(page.locator('form'))];
    assert.ok(form.right <= toast.left || toast.right <= form.left, `${form.left}–${form.right} and ${toast.left}–${toast.right}`);
  }
});

test('the console’s own messages are in Korean', async (t) => {
  const korean = { locale: 'ko-KR' };
  const page = await stage.open(t, '/jobs/99999', korean);
  const title = page.locator('.empty-title');
  await title.waitFor();
  assert.match(await title.innerText(), HANGUL);
  const pages = [
    [500, '**/agents/?**', '/agents'],
    [403, '**/storages/', '/storages'],
    [429, '**/plugins/1/', '/plugins/1'],
  ];
  for (const [status, path, route] of pages) {
    await page.route(path, (request) => request.fulfill({ status, headers: { 'Retry-After': '99999' }, json: {} }));
    await page.goto(`${stage.backend.url}/console/#${route}`);
    await page.getByRole('alert').getByText(String(status)).waitFor();
    assert.match(await title.innerText(), /^[^A-Za-z]*$/, String(status));
  }
});

test('the errors of the connection form are in Korean', async (t) => {
  const page = await stage.newPage(t, { locale: 'ko-KR' });
  await page.goto(`${stage.backend.url}/console/`);
  const wrong = { '백엔드 URL': 'ftp://files.example.com', '액세스 토큰': '토큰', 테넌트: '테넌트' };
  await page.getByLabel('액세스 토큰').fill('token');
  for (const [label, value] of Object.entries(wrong)) {
    const field = page.locator('.field').filter({ has: page.getByLabel(label) });
    const before = await page.getByLabel(label).inputValue();
    await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: '연결', exact: true }).click();
    const reported = field.locator('.field-error');
    await reported.waitFor();
    assert.match(await reported.innerText(), HANGUL);
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.getByLabel(label).fill(before);
  }
});
