// How old a list is, and what refreshes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const rows = (page) => page.locator('tbody tr');
const run = () => stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
await run();

/** The list of jobs in a browser whose clock is the test's. */
async function openJobs(t) {
  const page = await stage.newPage(t);
  await page.clock.install();
  await stage.enter(page, '/jobs');
  await rows(page).first().waitFor();
  return page;
}

test('a list says how old it is, and is refreshed on demand', async (t) => {
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

test('a list that is paused asks the backend nothing until it is resumed', async (t) => {
  const page = await openJobs(t);
  await page.getByRole('button', { name: 'Pause auto-refresh' }).click();
  let asked = 0;
  page.on('request', (request) => (asked += Number(request.url().includes('/jobs/?'))));
  await page.clock.runFor(60_000);
  assert.equal(asked, 0);
  await run();
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Resume auto-refresh' }).click();
  await page.waitForFunction((count) => document.querySelectorAll('tbody tr').length === count + 1, before);
  await page.clock.runFor(10_000);
  assert.ok(asked > 1, `asked ${asked} times`);
});

test('what failed to be refreshed counts as old as it is', async (t) => {
  const page = await openJobs(t);
  await page.route('**/jobs/?**', (route) => route.fulfill({ status: 500, json: { detail: 'Out of disk.' } }));
  await page.clock.runFor(5000);
  await page.getByText('Out of disk.').waitFor();
  await page.clock.runFor(60_000);
  await page.getByText('Updated 1m ago').waitFor();
});
