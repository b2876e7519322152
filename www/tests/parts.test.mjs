// The parts in a page that is not the console.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embed as embedIn } from './support/embed.mjs';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
await stage.client.updateJob(job, { status: 'running', console_logs: ['first', 'second'] });

const embed = (t, element) => embedIn(t, stage, element);

test('a log shows a job, tells which line was clicked, and turns to another job', async (t) => {
  const page = await embed(t, `<synapse-job-log job="${job}"></synapse-job-log>`);
  await page.getByText('second').waitFor();
  await page.getByRole('button', { name: 'Line 2: link to it' }).click();
  assert.deepEqual(await page.evaluate(() => globalThis.told), [['line', 2]]);
  await page.locator('synapse-job-log').evaluate((part) => part.setAttribute('line', '1'));
  await page.locator('.log-marked').getByText('first').waitFor();
  const { job_id: other } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
  await page.locator('synapse-job-log').evaluate((part, id) => part.setAttribute('job', id), String(other));
  await page.getByText('Simulated run completed').waitFor();
});

test('a log that leaves the page asks the backend no more', async (t) => {
  const page = await embed(t, `<synapse-job-log job="${job}"></synapse-job-log>`);
  await page.getByText('Live', { exact: true }).waitFor();
  const closed = page.waitForEvent('requestfailed', (request) => request.url().includes('tail_console_logs'));
  await page.locator('synapse-job-log').evaluate((part) => part.remove());
  await closed;
});

test('an upload box releases a package, and tells the release', async (t) => {
  const page = await embed(t, `<synapse-upload-box plugin="${plugin.id}"></synapse-upload-box>`);
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', '1') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 1.0.0').waitFor();
  const [[type, release]] = await page.evaluate(() => globalThis.told);
  assert.deepEqual([type, release.version], ['release', '1.0.0']);
});

test('an upload box tells a failure', async (t) => {
  const page = await embed(t, '<synapse-upload-box plugin="99999"></synapse-upload-box>');
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', mimeType: 'application/zip', buffer: zipOf('a.py', '1') });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('object does not exist').waitFor();
  assert.equal(await page.evaluate(() => globalThis.told[0][0]), 'failure');
});
