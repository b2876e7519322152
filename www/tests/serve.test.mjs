// Serve applications: listed, filtered, created from a job, and linked from it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Served', code: 'served' });

async function newJob() {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  return job;
}

const rows = (page) => page.locator('tbody tr');

test('a serve application is created from its job, and linked from there', async (t) => {
  const job = await newJob();
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('link', { name: 'New serve application' }).click();
  assert.equal(await page.getByLabel('Job id').inputValue(), String(job));
  await page.getByLabel('Data').fill('{"url": "https://served.example.com/predict"}');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText(/Serve application \d+ was created/).waitFor();
  const [[made]] = await stage.client.listServeApplications({ job });
  assert.deepEqual([made.job, made.status, made.data], [job, 'RUNNING', { url: 'https://served.example.com/predict' }]);

  await page.goto(`${stage.backend.url}/console/#/jobs/${job}`);
  await page.getByRole('link', { name: 'Serve applications' }).click();
  await rows(page).getByText('https://served.example.com/predict').waitFor();
  await page.getByRole('button', { name: `#${made.id}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Serve application ${made.id}` });
  await dialog.getByRole('region', { name: 'Data' }).getByText('"https://served.example.com/predict"').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: `Job ${job}` }).click();
  await page.getByRole('heading', { name: `Job ${job}` }).waitFor();
});

test('they are listed from the navigation, and filtered by job and by plugin', async (t) => {
  const [one, other] = [await newJob(), await newJob()];
  await stage.client.createServeApplication({ job: one, status: 'PENDING' });
  await stage.client.createServeApplication({ job: other });
  const page = await stage.open(t, '/jobs');
  await page.getByRole('navigation').getByRole('link', { name: 'Serving' }).click();
  await page.getByRole('heading', { name: 'Serve applications' }).waitFor();
  await page.getByRole('link', { name: `Job ${one}`, exact: true }).waitFor();
  await page.getByLabel('Job id').fill(String(other));
  await page.waitForURL((url) => url.hash === `#/serve?job=${other}`);
  await page.getByRole('link', { name: `Job ${one}`, exact: true }).waitFor({ state: 'detached' });
  assert.equal(await rows(page).count(), 1);
  await page.getByLabel('Plugin code').fill('another');
  await page.getByText('No serve application matches these filters').waitFor();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await page.getByRole('link', { name: `Job ${one}`, exact: true }).waitFor();
});

test('a refusal is reported at its field, and the input stays', async (t) => {
  const page = await stage.open(t, '/new-serve');
  await page.getByLabel('Job id').fill('999999');
  await page.getByLabel('Data').fill('[1]');
  await page.getByText('This must be a JSON object: { … }.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Create' }).isDisabled(), true);
  await page.getByLabel('Data').fill('{}');
  await page.getByRole('button', { name: 'Create' }).click();
  const field = page.locator('.field').filter({ has: page.getByLabel('Job id') });
  await field.locator('.field-error').waitFor();
  assert.equal(await page.getByLabel('Job id').inputValue(), '999999');
});
