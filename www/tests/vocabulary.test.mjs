// A backend that speaks of PENDING and SUCCEEDED.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violations } from './support/axe.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene({ args: ['--statuses', 'current'] });
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });

test('its words are the filters', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('button', { name: 'PENDING' }).click();
  await page.waitForURL(/status=PENDING$/);
  await page.locator('tbody').getByText('PENDING').waitFor();
  assert.equal(await page.getByRole('button', { name: 'queued' }).count(), 0);
});

test('its words are the new statuses', async (t) => {
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('STOPPED');
  await page.getByRole('button', { name: 'Set to STOPPED' }).click();
  await page.getByText(`Job ${job} is now STOPPED`).waitFor();
  await page.getByText('Complete', { exact: true }).waitFor();
});

test('a job is cancelled after a confirmation', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('button', { name: 'Cancel job' }).click();
  const dialog = page.getByRole('dialog', { name: `Cancel job ${job}?` });
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole('button', { name: 'Keep it running' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await stage.client.getJob(job)).status, 'PENDING');
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await dialog.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByText(`Job ${job} is now STOPPED`).waitFor();
  await page.locator('h1 + .badge').getByText('STOPPED').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Cancel job' }).count(), 0);
  assert.equal((await stage.client.getJob(job)).status, 'STOPPED');
});

test('a job that ends by itself in the meantime is not overwritten', async (t) => {
  const { job_id: late } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${late}`);
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await stage.client.updateJob(late, { status: 'SUCCEEDED' });
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  await page.getByText(`Job ${late} had ended by itself: SUCCEEDED`).waitFor();
  assert.equal((await stage.client.getJob(late)).status, 'SUCCEEDED');
});

test('a refused cancellation is reported in the dialog', async (t) => {
  const { job_id: kept } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${kept}`);
  await page.route(`**/jobs/${kept}/`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 403, json: { detail: 'Not yours.' } }) : route.fallback(),
  );
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByText('Not yours.').waitFor();
});

test('a cancellation that is slow closes no other dialog', async (t) => {
  const { job_id: slow } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${slow}`);
  const held = new Promise((resolve) => {
    void page.route(`**/jobs/${slow}/`, (route) => (route.request().method() === 'PATCH' ? resolve(route) : route.fallback()));
  });
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  const route = await held;
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('FAILED');
  await route.continue();
  await page.getByText(`Job ${slow} is now STOPPED`).waitFor();
  assert.equal(await page.getByLabel('Status', { exact: true }).inputValue(), 'FAILED');
});
