import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { recipe } from './support/recipe.mjs';
import { testViteProxy } from './support/vite-proxy.mjs';

const { url: backend, client } = await sandbox();
await client.createPlugin({ name: 'Image Processing' });
const vue = await recipe('vue');
const built = await vue.run('build');
assert.equal(built.code, 0, built.stdout + built.stderr);
const env = { SYNAPSE_BASE_URL: backend, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const server = await vue.serve('preview', { env, args: ['--host', '127.0.0.1', '--port', '0'] });
const { page, errors } = await openPage(server.url);

test('a run is followed while it runs, and the list is fetched again at its end', async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Job 1: queued').or(page.getByText('Job 1: running')).waitFor();
  await page.getByLabel('Log of job 1').getByText('Step 1 of 5').waitFor();
  await page.getByText('Job 1: succeeded').waitFor();
  assert.match(await page.getByLabel('Log of job 1').textContent(), /Step 5 of 5/);
});

test('a double click runs once', async () => {
  await page.getByRole('button', { name: 'Run', exact: true }).dblclick();
  await page.getByText('Job 2: succeeded').waitFor();
  assert.equal((await client.listJobs())[1], 2);
});

test('a log that is no longer shown is closed', async () => {
  const { job_id: long } = await client.runPlugin(1, { parameters: { steps: 600, delay: 0.1 } });
  await page.getByRole('button', { name: 'Refresh' }).click();
  const tail = page.waitForEvent('request', (request) => request.url().includes(`/jobs/${long}/tail`));
  await page.getByText(`Job ${long}:`).click();
  await page.getByLabel(`Log of job ${long}`).getByText('Step 1 of 600').waitFor();
  const closed = page.waitForEvent('requestfailed', (request) => request.url().includes(`/jobs/${long}/tail`));
  await page.getByText('Job 1:').click();
  assert.equal(await tail, await closed);
  await page.getByLabel('Log of job 1').getByText('Step 5 of 5').waitFor();
  assert.doesNotMatch(await page.getByLabel('Log of job 1').textContent(), /of 600/);
  await client.updateJob(long, { status: 'failed' });
  assert.deepEqual(errors, []);
});

test('a failure is shown, and the list stays', async () => {
  await page.route('**/synapse/plugins/1/run/', (route) => route.fulfill({ status: 404, json: { detail: 'No Plugin.' } }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('404 Not Found: POST /synapse/plugins/1/run/: No Plugin.').waitFor();
  await page.getByText('Job 1: succeeded').waitFor();
});

testViteProxy(vue, server);
