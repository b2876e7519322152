// Many live logs at once. Browsers open six connections to a host over HTTP/1.1, which the sandbox uses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embed, embedIn } from './support/embed.mjs';
import { startProxy } from './support/proxy.mjs';
import { scene } from './support/scene.mjs';
import { openConsole } from './support/stage.mjs';

const SEVEN = 7;

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });

async function runningJob(...console_logs) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', console_logs });
  return job;
}

const write = (job, ...console_logs) => stage.client.updateJob(job, { console_logs });
const runningJobs = () => Promise.all(Array.from({ length: SEVEN }, (_, index) => runningJob(`first of ${index}`)));
const texts = (page) => page.locator('.log-text').allInnerTexts();

/** Tabs of one browser, each with a job. The requests for live logs of all tabs are recorded, with their headers. */
async function openTabs(t, jobs) {
  const first = await stage.newPage(t);
  const context = first.context();
  const tails = [];
  context.on('request', (request) => request.url().includes('tail_console_logs') && tails.push(request));
  const pages = [first];
  while (pages.length < jobs.length) pages.push(await context.newPage());
  for (const [index, job] of jobs.entries()) await openConsole(pages[index], stage.backend.url, `/jobs/${job}`);
  return { pages, tails };
}

/** Hides or shows a tab. */
const setHidden = (page, hidden) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('seven tabs show seven live logs, and the console still works', async (t) => {
  const jobs = await runningJobs();
  const { pages } = await openTabs(t, jobs);
  for (const [index, page] of pages.entries()) await page.getByText(`first of ${index}`).waitFor();
  for (const [index, job] of jobs.entries()) await write(job, `second of ${index}`);
  for (const [index, page] of pages.entries()) await page.getByText(`second of ${index}`).waitFor();
  for (const page of pages) assert.equal((await texts(page)).length, 2);
  await pages[0].getByRole('link', { name: 'Jobs', exact: true }).first().click();
  await pages[0].getByRole('row').filter({ hasText: 'running' }).first().waitFor();
});

const withoutLocks = () => delete window.Navigator.prototype.locks;
for (const [where, before] of [['', undefined], [' without Web Locks, as on plain http,', withoutLocks]]) {
  test(`seven logs in one page${where} are shown, and continue`, async (t) => {
    const jobs = await runningJobs();
    const elements = jobs.map((job) => `<synapse-job-log job="${job}" style="height: 160px"></synapse-job-log>`);
    const page = await embed(t, stage, elements.join(''), { before });
    for (const index of jobs.keys()) await page.getByText(`first of ${index}`).waitFor();
    for (const [index, job] of jobs.entries()) await write(job, `second of ${index}`);
    for (const index of jobs.keys()) await page.getByText(`second of ${index}`).waitFor();
    await page.getByText('Polling', { exact: true }).first().waitFor();
  });
}

test('two windows on plain http with four logs each leave connections for one another', async (t) => {
  const jobs = [...(await runningJobs()), await runningJob(`first of ${SEVEN}`)];
  const elements = jobs.map((job) => `<synapse-job-log job="${job}" style="height: 160px"></synapse-job-log>`);
  const one = await embed(t, stage, elements.slice(0, 4).join(''), { before: withoutLocks });
  const other = await one.context().newPage();
  await embedIn(other, stage, elements.slice(4).join(''), { before: withoutLocks });
  for (const index of jobs.keys()) await (index < 4 ? one : other).getByText(`first of ${index}`).waitFor();
  for (const [index, job] of jobs.entries()) await write(job, `second of ${index}`);
  for (const index of jobs.keys()) await (index < 4 ? one : other).getByText(`second of ${index}`).waitFor();
});

test('tabs and logs of the same job share one live log', async (t) => {
  const job = await runningJob('one', 'two');
  const { pages, tails } = await openTabs(t, [job, job, job]);
  for (const page of pages) await page.getByText('Live', { exact: true }).waitFor();
  await write(job, 'three');
  for (const page of pages) await page.getByText('three').waitFor();
  assert.equal(tails.length, 1);
  await pages[0].close();
  await write(job, 'four', 'five');
  for (const page of pages.slice(1)) {
    await page.getByText('five').waitFor();
    assert.deepEqual(await texts(page), ['one', 'two', 'three', 'four', 'five']);
  }
  await stage.client.updateJob(job, { status: 'completed' });
  for (const page of pages.slice(1)) await page.getByText('Complete', { exact: true }).waitFor();
});

test('a hidden tab closes its live log, and resumes it after the last line when it is shown', async (t) => {
  const job = await runningJob('one', 'two');
  const { pages, tails } = await openTabs(t, [job]);
  const [page] = pages;
  await page.getByText('Live', { exact: true }).waitFor();
  const [closed] = await Promise.all([page.waitForEvent('requestfailed'), setHidden(page, true)]);
  assert.equal(closed, tails[0]);
  await write(job, 'three');
  await setHidden(page, false);
  await page.getByText('three').waitFor();
  await write(job, 'four');
  await page.getByText('four').waitFor();
  assert.deepEqual(await texts(page), ['one', 'two', 'three', 'four']);
  assert.deepEqual(tails.map((request) => request.headers()['last-event-id']), [undefined, '2']);
});

test('if the live log is silent, for example behind a buffering proxy, the list is polled', async (t) => {
  const job = await runningJob('one');
  const page = await stage.newPage(t);
  await page.route('**/tail_console_logs/', () => {});
  await openConsole(page, stage.backend.url, `/jobs/${job}`);
  await page.getByText('one', { exact: true }).waitFor();
  await write(job, 'two');
  await page.getByText('two', { exact: true }).waitFor();
  await page.getByText('Polling', { exact: true }).waitFor();
});

/** A page at a job's log, whose connection dies without a word. Its clock stands still. */
async function openDead(t, job) {
  const { url, hush } = await startProxy(stage.backend.url);
  const page = await stage.newPage(t);
  await page.clock.install();
  await openConsole(page, url, `/jobs/${job}`);
  await page.getByText('Live', { exact: true }).waitFor();
  hush();
  return page;
}

/** Long enough for two looks whether anything came since the one before. */
async function passTime(page) {
  for (let time = 0; time < 2; time += 1) await page.clock.fastForward(20_000);
}

test('a live log whose connection died without a word, as in a sleep, goes on by another', async (t) => {
  const job = await runningJob('one');
  const page = await openDead(t, job);
  await write(job, 'two');
  await passTime(page);
  await page.getByText('two', { exact: true }).waitFor();
  await passTime(page);
  await page.getByText('Live', { exact: true }).waitFor();
  await write(job, 'three');
  await page.getByText('three', { exact: true }).waitFor();
  assert.deepEqual(await texts(page), ['one', 'two', 'three']);
});

test('the end of a job is told, though its live log died before', async (t) => {
  const job = await runningJob('one');
  const page = await openDead(t, job);
  await stage.client.updateJob(job, { status: 'completed' });
  await passTime(page);
  await page.getByText('Complete', { exact: true }).waitFor();
  assert.deepEqual(await texts(page), ['one']);
});

test('a live log that is only silent is left open', async (t) => {
  const page = await stage.newPage(t);
  await page.clock.install();
  const tails = [];
  page.on('request', (request) => request.url().includes('tail_console_logs') && tails.push(request));
  const job = await runningJob('one');
  await openConsole(page, stage.backend.url, `/jobs/${job}`);
  await page.getByText('Live', { exact: true }).waitFor();
  const asked = page.waitForResponse('**/console_logs/?page_size=1');
  await passTime(page);
  await asked;
  await write(job, 'two');
  await page.getByText('two', { exact: true }).waitFor();
  assert.equal(tails.length, 1);
});
