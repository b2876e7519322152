// The backend goes down during a run, and comes back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openConsole, startBackend, startBrowser } from './support/stage.mjs';

const browser = await startBrowser();
after(() => browser.close());

test('an outage is shown and waited out, and the log continues without a gap', async (t) => {
  const first = await startBackend();
  const port = new URL(first.url).port;
  const plugin = await first.client.createPlugin({ name: 'Alpha' });
  const { job_id: job } = await first.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await first.client.updateJob(job, { status: 'running', console_logs: ['before the outage'] });
  const page = await browser.newPage();
  t.after(() => page.context().close());
  await openConsole(page, first.url, `/jobs/${job}`);
  await page.getByText('Live', { exact: true }).waitFor();

  await first.stop();
  await page.locator('.log-state-reconnecting').waitFor();
  await page.locator('.dot-retrying, .dot-down').waitFor();
  assert.equal(await page.locator('.log-row').filter({ hasText: 'before the outage' }).count(), 1);

  const second = await startBackend({ port, data: first.data });
  t.after(() => second.remove());
  // At its start, the sandbox marks running jobs as failed, and writes this into the log.
  await page.locator('.log-row').filter({ hasText: 'the sandbox ended during the run' }).waitFor();
  await page.getByText('Complete', { exact: true }).waitFor();
  await page.locator('.page-name .badge').getByText('failed').waitFor();
  assert.equal(await page.locator('.log-row').filter({ hasText: 'before the outage' }).count(), 1);
  assert.deepEqual(page.faults, []);
});

test('a broken live log is reported at once, and its recovery too', async (t) => {
  const first = await startBackend();
  const plugin = await first.client.createPlugin({ name: 'Alpha' });
  const { job_id: job } = await first.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await first.client.updateJob(job, { status: 'running', console_logs: ['before'] });
  const page = await browser.newPage();
  t.after(() => page.context().close());
  const tail = page.waitForResponse('**/tail_console_logs/');
  await openConsole(page, first.url, `/jobs/${job}`);
  const live = page.getByText('Live', { exact: true });
  await live.waitFor();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);

  await first.stop();
  await (await tail).finished();
  await page.clock.runFor(200);
  assert.equal(await page.locator('.log-state').innerText(), 'Reconnecting…');

  // Another backend with the same job, because a restarted sandbox would mark it as failed.
  await page.route(`**/jobs/${job}/?**`, (route) => route.fulfill({ json: { id: job, status: 'running' } }));
  await page.route(`**/jobs/${job}/`, (route) => route.fulfill({ json: { id: job, status: 'running' } }));
  await page.route(`**/jobs/${job}/console_logs/?**`, (route) => route.fulfill({ json: [{ timestamp: '', level: 'INFO', message: 'before' }] }));
  const second = await startBackend({ port: new URL(first.url).port });
  t.after(() => second.remove());
  const another = await second.client.createPlugin({ name: 'Alpha' });
  const run = await second.client.runPlugin(another.id, { parameters: { steps: 5, delay: 3600 } });
  await second.client.updateJob(run.job_id, { status: 'running', console_logs: ['before', 'after'] });
  await page.clock.resume();
  await page.locator('.log-row').filter({ hasText: 'after' }).waitFor();
  await live.waitFor();
});

test('a page whose code cannot be loaded is reported, and loads when its server is back', async (t) => {
  const first = await startBackend();
  const page = await browser.newPage();
  t.after(() => page.context().close());
  await openConsole(page, first.url, '/jobs');
  await first.stop();
  await page.getByRole('link', { name: 'Storages' }).click();
  await page.getByText('This page of the console could not be loaded.').waitFor();
  const second = await startBackend({ port: new URL(first.url).port, data: first.data });
  t.after(() => second.remove());
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Storages' }).waitFor();
});
