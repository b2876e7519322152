// The reason of a failed job, at the top of its page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ended, scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const failure = (page) => page.getByRole('status', { name: 'Why it failed' });

async function failedJob(changes) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'failed', ...changes });
  return job;
}

test('a failed job shows the reason under its title, from its result', async (t) => {
  const job = await failedJob({ result: { error: { type: 'OSError', message: 'truncated file' } } });
  const page = await stage.open(t, `/jobs/${job}`);
  await failure(page).getByText('OSError: truncated file').waitFor();
});

test('without a reason in the result, the last error of the log is shown and linked', async (t) => {
  const lines = Array.from({ length: 300 }, (_, index) => ({ level: 'INFO', message: `line ${index + 1}` }));
  lines[40] = { level: 'ERROR', message: 'an old error' };
  lines[120] = { level: 'ERROR', message: 'Traceback\n  File "read.py"\nOSError: truncated' };
  const job = await failedJob({ console_logs: lines });
  const page = await stage.open(t, `/jobs/${job}`, { height: 500 });
  await failure(page).getByText('OSError: truncated').waitFor();
  const marked = page.locator('.log-marked').getByText('OSError: truncated');
  const go = page.getByRole('button', { name: 'Go to line 123' });
  await go.click();
  await page.waitForURL(/\?line=123$/);
  await marked.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'log');
  await page.locator('.log-lines').evaluate((element) => element.scrollTo(0, 0));
  await marked.waitFor({ state: 'detached' });
  await go.click();
  await marked.waitFor();
});

test('a job without any reason says so', async (t) => {
  const page = await stage.open(t, `/jobs/${await failedJob({ console_logs: [{ level: 'INFO', message: 'fine' }] })}`);
  await failure(page).getByText('Neither the job nor its log says why.').waitFor();
});

test('a job that fails while its page is open shows the reason; one that succeeds shows none', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.locator('h1 + .badge').waitFor();
  assert.equal(await failure(page).count(), 0);
  await stage.client.updateJob(job, { status: 'failed', result: 'Out of memory.' });
  await failure(page).getByText('Out of memory.').waitFor();
  const { job_id: good } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
  await ended(stage.client, good);
  await page.goto(`${stage.backend.url}/console/#/jobs/${good}`);
  await page.getByText('Complete', { exact: true }).waitFor();
  assert.equal(await failure(page).count(), 0);
});

test('a reason that a framework tells in its own fields is told, and the line that says most is led to', async (t) => {
  const console_logs = ['Disk /data is full', 'Job failed'].map((message) => ({ level: 'ERROR', message }));
  const job = await failedJob({ result: { exc_type: 'OSError', exc_message: ['No space.'] }, console_logs });
  const page = await stage.open(t, `/jobs/${job}`);
  await failure(page).getByText('OSError: No space.').waitFor();
  await failure(page).getByRole('button', { name: 'Go to line 1', exact: true }).waitFor();
});
