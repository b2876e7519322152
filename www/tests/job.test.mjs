import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ended, scene } from './support/scene.mjs';
import { openConsole } from './support/stage.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });

/** A job that stays running until the test ends it. */
async function runningJob(console_logs = []) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', console_logs });
  return job;
}

async function endedJob(parameters) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { delay: 0, ...parameters } });
  await ended(stage.client, job);
  return job;
}

const write = (job, ...messages) => stage.client.updateJob(job, { console_logs: messages });
const line = (page, text) => page.locator('.log-row').filter({ hasText: text });
const numbered = (count) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
const scrollTop = (page) => page.locator('.log-lines').evaluate((element) => element.scrollTop);

test('a log is live until the job ends', async (t) => {
  const job = await runningJob(['before']);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'before').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await write(job, 'while looked at');
  await line(page, 'while looked at').waitFor();
  await stage.client.updateJob(job, { status: 'completed', progress: 100, result: { images: 3 } });
  await page.getByText('Complete', { exact: true }).waitFor();
  await page.locator('.page-name .badge').getByText('completed').waitFor();
  await page.getByRole('region', { name: 'Result' }).getByText('"images"').waitFor();
});

test('a long log of an ended job is shown from its first lines on, and scrolls to a linked line when it arrives', async (t) => {
  const job = await endedJob({ steps: 1 });
  const entries = numbered(2000).map((message) => ({ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message }));
  const page = await stage.newPage(t);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(`**/jobs/${job}/tail_console_logs/`, (route) => route.fulfill({ status: 404, json: { detail: 'Not found.' } }));
  await page.route(`**/jobs/${job}/console_logs/*`, async (route) => {
    const isSecond = route.request().url().includes('page=2');
    if (isSecond) await held;
    const next = isSecond ? null : `${stage.backend.url}/jobs/${job}/console_logs/?page=2`;
    await route.fulfill({ json: { next, results: isSecond ? entries.slice(1000) : entries.slice(0, 1000) } });
  });
  await openConsole(page, stage.backend.url, `/jobs/${job}?line=1500`);
  await page.getByText('1,000 lines').waitFor();
  await line(page, 'line 1').first().waitFor();
  await page.getByText('Loading…', { exact: true }).waitFor();
  await page.getByLabel('Search the log').fill('line 1000');
  await page.getByText('0 of 1').waitFor();
  await page.getByLabel('Search the log').fill('');
  assert.equal(await scrollTop(page), 0);
  release();
  await page.getByText('Complete', { exact: true }).waitFor();
  await line(page, 'line 1500').and(page.locator('.log-marked')).waitFor();
});

test('a short log of an ended job is as high as its lines, and the content below does not move', async (t) => {
  const job = await endedJob({ steps: 10 });
  const page = await stage.newPage(t);
  await page.addInitScript(() => {
    window.shifted = 0;
    const add = (list) => list.getEntries().forEach(({ value }) => (window.shifted += value));
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  });
  await openConsole(page, stage.backend.url, `/jobs/${job}`);
  await page.locator('.log-fit').waitFor();
  await page.getByRole('heading', { name: 'Metrics' }).waitFor();
  const [box, rows] = await Promise.all([page.locator('.log-lines').boundingBox(), page.locator('.log-rows').boundingBox()]);
  assert.ok(box.height >= rows.height && box.height < rows.height + 40, `${rows.height} of lines in ${box.height}`);
  // A font that is loaded late moves text by a pixel.
  const shifted = await page.evaluate(() => window.shifted);
  assert.ok(shifted < 0.01, `cumulative layout shift ${shifted}`);
});

test('if a live log begins at the first line, the list is not awaited', async (t) => {
  const job = await endedJob({ steps: 300 });
  const page = await stage.newPage(t);
  await page.route(`**/jobs/${job}/console_logs/*`, () => {});
  await openConsole(page, stage.backend.url, `/jobs/${job}`);
  await line(page, 'Simulated run completed').waitFor();
  await page.getByText('Complete', { exact: true }).waitFor();
});

test('the log stays at a linked line, even if it was the last one and more follow', async (t) => {
  const job = await runningJob(numbered(300));
  const page = await stage.open(t, `/jobs/${job}?line=300`);
  await line(page, 'line 300').and(page.locator('.log-marked')).waitFor();
  await write(job, ...numbered(300));
  await page.getByText('600 lines').waitFor();
  await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
  await line(page, 'line 300').and(page.locator('.log-marked')).waitFor();
});

test('it follows its end, until the user scrolls up, and again at the end', async (t) => {
  const job = await runningJob(numbered(500));
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'line 500').waitFor();
  await page.locator('.log-lines').evaluate((element) => element.scrollBy(0, -2000));
  await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
  const top = await scrollTop(page);
  await write(job, 'line 501');
  await page.getByText('501 lines').waitFor();
  assert.equal(await scrollTop(page), top);
  await page.getByRole('button', { name: 'Follow', exact: true }).click();
  await line(page, 'line 501').waitFor();
  await write(job, 'line 502');
  await line(page, 'line 502').waitFor();
});

test('a search counts its matches, and moves to the next and the previous one', async (t) => {
  const job = await runningJob([...numbered(300), 'needle one', ...numbered(300), 'Needle two']);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'Needle two').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('needle');
  await page.getByText('0 of 2').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 of 2').waitFor();
  await line(page, 'needle one').and(page.locator('.log-hit')).waitFor();
  await page.keyboard.press('Enter');
  await line(page, 'Needle two').and(page.locator('.log-hit')).waitFor();
  await page.keyboard.press('Shift+Enter');
  await page.getByText('1 of 2').waitFor();
  assert.equal(await page.locator('.log-hit mark').innerText(), 'needle');
});

test('levels can be hidden', async (t) => {
  const job = await runningJob([
    { level: 'DEBUG', message: 'small talk' },
    { level: 'ERROR', message: 'it broke' },
  ]);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'small talk').waitFor();
  await page.getByRole('button', { name: 'Debug' }).click();
  await line(page, 'small talk').waitFor({ state: 'detached' });
  await line(page, 'it broke').waitFor();
});

test('terminal colours are shown, without their codes', async (t) => {
  const job = await runningJob(['\u001b[32mgreen\u001b[0m <b>plain</b>']);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'green').waitFor();
  assert.equal(await page.locator('.fg-ansi-green').innerText(), 'green');
  assert.equal(await page.locator('.log-text').first().innerText(), 'green <b>plain</b>');
});

test('a line has its own address', async (t) => {
  const job = await runningJob(numbered(900));
  const page = await stage.open(t, `/jobs/${job}?line=450`);
  await line(page, 'line 450').and(page.locator('.log-marked')).waitFor();
  await page.getByRole('button', { name: 'Line 452: link to it' }).click();
  await page.waitForURL(/\?line=452$/);
  await line(page, 'line 452').and(page.locator('.log-marked')).waitFor();
});

test('the keyboard links to a line that a search has found', async (t) => {
  const job = await runningJob([...numbered(300), 'needle', ...numbered(300)]);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'line 300').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('needle');
  await page.keyboard.press('Enter');
  await line(page, 'needle').and(page.locator('.log-hit')).waitFor();
  await page.locator('.log-lines').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?&]line=301\b/);
});

test('Enter goes to the first match of a search that is not finished', async (t) => {
  const job = await runningJob([...numbered(300), 'needle', ...numbered(300), 'needle']);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'needle').first().waitFor();
  // Each slice of work ends after one step.
  await page.evaluate(() => {
    const { now } = performance;
    let reads = 0;
    performance.now = () => now.call(performance) + 100 * reads++;
  });
  await page.keyboard.press('/');
  await page.keyboard.type('needle');
  await page.keyboard.press('Enter');
  await page.getByRole('search').getByText('1 of 2').waitFor();
  await line(page, 'needle').and(page.locator('.log-hit')).waitFor();
});

test('after a 401 while a log is read, a dialog asks for a token, and the log continues', async (t) => {
  const job = await runningJob(['before']);
  const page = await stage.newPage(t);
  const refuse = (route) => route.fulfill({ status: 401, json: { detail: 'Token expired.' } });
  await page.route(`**/jobs/${job}/*console_logs/*`, refuse);
  await openConsole(page, stage.backend.url, `/jobs/${job}`);
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  await page.unroute(`**/jobs/${job}/*console_logs/*`, refuse);
  await dialog.getByLabel('Access token').fill('sandbox-token');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
  await line(page, 'before').waitFor();
  await write(job, 'after');
  await line(page, 'after').waitFor();
});

test('the shown lines can be downloaded, with or without times', async (t) => {
  const job = await runningJob([{ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message: '\u001b[1mbold\u001b[0m' }]);
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'bold').waitFor();
  await page.getByRole('button', { name: 'Times' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the log' }).click()]);
  assert.equal(download.suggestedFilename(), `job-${job}.log`);
  const stream = await download.createReadStream();
  assert.equal((await stream.toArray()).join(''), 'INFO    bold\n');
});

test('a log can be copied', async (t) => {
  const job = await runningJob(['to copy']);
  const page = await stage.open(t, `/jobs/${job}`, { permissions: ['clipboard-read', 'clipboard-write'] });
  await line(page, 'to copy').waitFor();
  await page.getByRole('button', { name: 'Copy the log' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.match(await page.evaluate(() => window.navigator.clipboard.readText()), /INFO {4}to copy\n$/);
});

test('a status is changed after a confirmation', async (t) => {
  const job = await runningJob();
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('failed');
  await page.getByRole('button', { name: 'Set to failed' }).click();
  await page.getByText(`Job ${job} is now failed`).waitFor();
  assert.equal((await stage.client.getJob(job)).status, 'failed');
});

test('if a backend has no word for a stopped job, jobs cannot be cancelled', async (t) => {
  const page = await stage.open(t, `/jobs/${await runningJob()}`);
  await page.getByRole('button', { name: 'Change status' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Cancel job' }).count(), 0);
});

test('a refused change is reported in the dialog', async (t) => {
  const job = await runningJob();
  const page = await stage.open(t, `/jobs/${job}`);
  await page.route(`**/jobs/${job}/`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 403, json: { detail: 'Not yours.' } }) : route.fallback(),
  );
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByLabel('Status', { exact: true }).selectOption('completed');
  await page.getByRole('button', { name: 'Set to completed' }).click();
  await page.getByRole('dialog').getByText('Not yours.').waitFor();
});

test('metrics are shown as numbers and series', async (t) => {
  const job = await endedJob({ steps: 20 });
  await stage.client.updateJob(job, {
    metrics: {
      accuracy: [
        { step: 1, value: 0.5 },
        { step: 2, value: 0.75 },
      ],
      images: 1204,
    },
  });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.getByText('1,204').waitFor();
  await page.locator('.uplot canvas').waitFor();
  await page.getByRole('img', { name: 'accuracy: 2 points, last 0.75' }).waitFor();
});

test('the log ends with the error', async (t) => {
  const page = await stage.open(t, `/jobs/${await endedJob({ steps: 300, fail_at: 250 })}`);
  await page.locator('.log-error').getByText('Step 250 of 300 failed').waitFor();
});

test('a link to a missing line says so, with the number of lines', async (t) => {
  const page = await stage.open(t, `/jobs/${await endedJob({ steps: 3 })}?line=999`);
  await page.getByText(/^There is no line 999\. The log has \d lines\.$/).waitFor();
  await page.goto(`${page.url()}99999999999999999`);
  await page.getByText(/^There is no line [\d,]{18,}\. The log has \d lines\.$/).waitFor();
  const job = await runningJob(numbered(2));
  await page.goto(`${stage.backend.url}/console/#/jobs/${job}?line=3`);
  await page.getByText('There is no line 3 yet. The log has 2 lines so far.').waitFor();
  await write(job, 'the third');
  await page.locator('.log-marked').getByText('the third').waitFor();
  assert.equal(await page.locator('.log-notice').count(), 0);
});

test('a missing job is reported', async (t) => {
  const page = await stage.open(t, '/jobs/99999');
  await page.getByText('404 Not Found').first().waitFor();
});

test('the content below the log is hidden until the log is shown', async (t) => {
  const job = await endedJob();
  const page = await stage.newPage(t);
  await page.addInitScript(() => {
    const digest = window.SubtleCrypto.prototype.digest;
    const held = new Promise((resolve) => (window.goOn = resolve));
    window.SubtleCrypto.prototype.digest = async function (...args) {
      await held;
      return digest.apply(this, args);
    };
  });
  await stage.enter(page, `/jobs/${job}`);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Metrics' }).count(), 0);
  await page.evaluate(() => window.goOn());
  await page.getByRole('heading', { name: 'Metrics' }).waitFor();
});
