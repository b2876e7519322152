// A toast contains the request id of the answer that it is about, by which the backend's logs can be searched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Told' });

async function runningJob() {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running' });
  return job;
}

const toast = (page, text) => page.locator('.toast-success').filter({ hasText: text });
const chosen = (version) => ({ name: `told-${version}.zip`, mimeType: 'application/zip', buffer: zipOf('a.py', version) });

/** Does `act`, and waits for the toast `text` with the id of the answer to `method` of a path that ends in `path`. */
async function reports(page, { method, path, text }, act) {
  const isAnswer = (response) => response.request().method() === method && new URL(response.url()).pathname.endsWith(path);
  const [answer] = await Promise.all([page.waitForResponse(isAnswer), act()]);
  const id = toast(page, text).getByText(`Request ID ${answer.headers()['x-request-id']}`, { exact: true });
  await id.waitFor();
  const height = await id.evaluate((element) => element.getBoundingClientRect().height);
  assert.ok(height < 24, `one line, whatever the room: ${height}`);
}

async function setToFailed(page) {
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await page.getByRole('button', { name: 'Set to failed' }).click();
}

test('a plugin was created, saved and run', async (t) => {
  // The narrowest place for toasts.
  const page = await stage.open(t, '/new-plugin', { width: 1280 });
  await page.getByLabel('Name').fill('New');
  const create = () => page.getByRole('button', { name: 'Create' }).click();
  await reports(page, { method: 'POST', path: '/plugins/', text: 'Plugin New was created' }, create);
  await page.getByRole('link', { name: 'Edit' }).click();
  const save = () => page.getByRole('button', { name: 'Save' }).click();
  await reports(page, { method: 'PATCH', path: '/', text: 'Plugin New was saved' }, save);
  await page.getByRole('link', { name: 'Run', exact: true }).click();
  const run = () => page.getByRole('button', { name: 'Run' }).click();
  await reports(page, { method: 'POST', path: '/run/', text: 'was started' }, run);
});

test('releases, each with its own', async (t) => {
  const page = await stage.open(t, `/plugins/${plugin.id}/release`);
  const ids = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') ids.push(response.headers()['x-request-id']);
  });
  await page.locator('input[type=file]').setInputFiles([chosen('1.0.0'), chosen('1.1.0')]);
  await page.getByRole('button', { name: 'Upload all' }).click();
  await toast(page, 'Released as 1.1.0').waitFor();
  await toast(page, 'Released as 1.0.0').getByText(ids[0]).waitFor();
  await toast(page, 'Released as 1.1.0').getByText(ids[1]).waitFor();
});

test('a storage was created', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Name', { exact: true }).fill('Files');
  await page.getByLabel('Provider').selectOption('file_system');
  await page.getByLabel('base_path').fill('/data');
  const create = () => page.getByRole('button', { name: 'Create' }).click();
  await reports(page, { method: 'POST', path: '/storages/', text: 'Storage Files was created' }, create);
});

test('an agent responded', async (t) => {
  const page = await stage.open(t, '/agents');
  const check = () => page.getByRole('row').filter({ hasText: 'gpu-agent' }).getByRole('button').click();
  await reports(page, { method: 'POST', path: '/connect/', text: 'gpu-agent answers' }, check);
});

test('a status was changed', async (t) => {
  const job = await runningJob();
  const page = await stage.open(t, `/jobs/${job}`);
  await reports(page, { method: 'PATCH', path: `/jobs/${job}/`, text: 'is now failed' }, () => setToFailed(page));
});

test('an answer without an id does not get the id of another answer', async (t) => {
  const job = await runningJob();
  const page = await stage.open(t, `/jobs/${job}`);
  await page.route(`**/jobs/${job}/`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ json: { id: job, status: 'failed' } }) : route.fallback(),
  );
  await setToFailed(page);
  assert.doesNotMatch(await toast(page, 'is now failed').innerText(), /Request ID/);
});

test('it stays while it is hovered, and disappears afterwards', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.clock.install();
  await page.getByRole('row').filter({ hasText: 'gpu-agent' }).getByRole('button').click();
  const reported = toast(page, 'gpu-agent answers');
  await reported.hover();
  await page.clock.runFor(60_000);
  assert.ok(await reported.isVisible());
  await page.mouse.move(0, 0);
  await page.clock.runFor(60_000);
  await reported.waitFor({ state: 'detached' });
});

test('a failure that is repeated six times is shown once, at its control', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Never');
  await page.route('**/plugins/', (route) => route.fulfill({ status: 500, json: { detail: 'Out of disk.' } }));
  for (let time = 1; time <= 6; time += 1) {
    await Promise.all([page.waitForResponse('**/plugins/'), page.getByRole('button', { name: 'Create' }).click()]);
    await page.locator('form [aria-busy="false"]').last().waitFor();
  }
  await page.getByRole('alert').getByText('Something went wrong in the backend. Out of disk.').waitFor();
  assert.equal(await page.getByRole('alert').count(), 1);
  assert.equal(await page.locator('.toast').count(), 0);
});

test('with many failures, the page stays visible: the latest are shown, and all are closed at once', async (t) => {
  const page = await stage.open(t, '/new-plugin', { width: 360, height: 640 });
  const answers = [500, 403, 502, 409, 404, 413, 400].map((status, index) => ({ status, json: { detail: `Reason ${index + 1}.` } }));
  const held = [];
  await page.route('**/plugins/', (route) => void held.push(() => route.fulfill(answers.shift())));
  page.on('dialog', (dialog) => dialog.accept());
  for (let time = 1; time <= 7; time += 1) {
    await page.goto(`${stage.backend.url}/console/#/new-plugin`);
    await page.getByRole('heading', { name: 'New plugin' }).waitFor();
    await page.getByLabel('Name').fill('Never');
    await Promise.all([page.waitForRequest('**/plugins/'), page.getByRole('button', { name: 'Create' }).click()]);
    await page.goto(`${stage.backend.url}/console/#/agents`);
    await page.getByRole('heading', { name: 'Agents' }).waitFor();
  }
  for (const answer of held) await answer();
  const toasts = page.locator('.toast');
  await toasts.getByText('Reason 7.').waitFor();
  assert.equal(await toasts.count(), 3);
  await toasts.filter({ hasText: 'Reason 7.' }).getByRole('button', { name: 'Close' }).click();
  await toasts.getByText('Reason 4.').waitFor();
  const { y } = await page.getByRole('button', { name: 'Close all 6' }).boundingBox();
  assert.ok(y > 64, `at ${y} px`);
  await page.getByRole('button', { name: 'Close all 6' }).click();
  await toasts.first().waitFor({ state: 'detached' });
});
