// The age of a list, and its refresh.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const rows = (page) => page.locator('tbody tr');
const run = () => stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
await run();

/** The list of jobs in a browser with a fake clock. */
async function openJobs(t) {
  const page = await stage.newPage(t);
  await page.clock.install();
  await stage.enter(page, '/jobs');
  await rows(page).first().waitFor();
  return page;
}

test('a list shows its age, and can be refreshed', async (t) => {
  const page = await openJobs(t);
  await page.getByText('Updated now').waitFor();
  await page.getByRole('button', { name: 'Pause auto-refresh' }).click();
  await page.clock.runFor(65_000);
  await page.getByText('Paused, updated 1m ago').waitFor();
  await run();
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count + 1, before);
  await page.getByText('Paused, updated now').waitFor();
});

test('a paused list sends no requests until it is resumed', async (t) => {
  const page = await openJobs(t);
  await page.getByRole('button', { name: 'Pause auto-refresh' }).click();
  let requested = 0;
  page.on('request', (request) => (requested += Number(request.url().includes('/jobs/?'))));
  await page.clock.runFor(60_000);
  assert.equal(requested, 0);
  await run();
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Resume auto-refresh' }).click();
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count + 1, before);
  await page.clock.runFor(10_000);
  assert.ok(requested > 1, `requested ${requested} times`);
});

test('after a failed refresh, the age is that of the old data', async (t) => {
  const page = await openJobs(t);
  await page.route('**/jobs/?**', (route) => route.fulfill({ status: 500, json: { detail: 'Out of disk.' } }));
  await page.clock.runFor(5000);
  await page.getByText('Out of disk.').waitFor();
  await page.clock.runFor(60_000);
  await page.getByText('Updated 1m ago').waitFor();
});
