// A backend that speaks of PENDING and SUCCEEDED.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene({ args: ['--statuses', 'current'] });
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { params: { steps: 5, delay: 3600 } });

test('its words are the ones to filter by', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('button', { name: 'PENDING' }).click();
  await page.waitForURL(/status=PENDING$/);
  await page.locator('tbody').getByText('PENDING').waitFor();
  assert.equal(await page.getByRole('button', { name: 'queued' }).count(), 0);
});

test('and the ones to change a status to', async (t) => {
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('STOPPED');
  await page.getByRole('button', { name: 'Set to STOPPED' }).click();
  await page.getByText(`Job ${job} is now STOPPED`).waitFor();
  await page.getByText('Complete', { exact: true }).waitFor();
});
