// A job's state outside of the page: the tab's title and icon, and a notification.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });

async function runningJob() {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 2, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', progress: 40 });
  return job;
}

const icon = (page) => page.evaluate(async () => (await fetch(document.querySelector('link[rel="icon"]').href)).text());

/** Headless browsers always show their tabs. */
const hidden = (page, value) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    document.dispatchEvent(new window.Event('visibilitychange'));
  }, value);

/** Records notifications, and requests for permission, which are answered with `answer`. */
const listenToNotifications = (page, answer) =>
  page.addInitScript((permission) => {
    window.shown = [];
    window.requests = 0;
    window.Notification = class extends window.EventTarget {
      static permission = 'default';
      static async requestPermission() {
        window.requests += 1;
        return (window.Notification.permission = permission);
      }
      constructor(title, options) {
        super();
        window.shown.push({ title, ...options });
      }
      close() {}
    };
  }, answer);

async function openJob(t, job, answer = 'granted') {
  const page = await stage.open(t, '/jobs');
  await listenToNotifications(page, answer);
  await page.clock.install();
  await page.goto(`${stage.backend.url}/console/#/jobs/${job}`);
  await page.reload();
  await page.getByRole('heading', { name: `Job ${job}` }).waitFor();
  return page;
}

test('the tab shows a job’s progress and its end, also while it is hidden', async (t) => {
  const job = await runningJob();
  const page = await openJob(t, job);
  await page.waitForFunction((id) => document.title === `40 % running · Job ${id} · Synapse console`, job);
  const running = await icon(page);
  await hidden(page, true);
  await stage.client.updateJob(job, { status: 'completed' });
  await page.clock.fastForward(10_000);
  await page.waitForFunction((id) => document.title === `completed · Job ${id} · Synapse console`, job);
  const success = await icon(page);
  await page.getByRole('link', { name: 'Plugins' }).click();
  await page.getByRole('heading', { name: 'Plugins' }).waitFor();
  const icons = [running, success, await icon(page)];
  assert.equal(new Set(icons).size, 3);
  assert.ok(icons.every((text) => text.startsWith('<svg')));
  assert.equal(await page.title(), 'Plugins · Synapse console');
});

test('a requested notification shows a job’s end, even if the tab is hidden and shows another page', async (t) => {
  const job = await runningJob();
  const page = await openJob(t, job);
  const button = page.getByRole('button', { name: 'Notify me' });
  await button.waitFor();
  assert.equal(await page.evaluate(() => window.requests), 0);
  await button.click();
  await page.locator('[aria-pressed="true"]').filter({ hasText: 'Notify me' }).waitFor();
  await page.getByRole('link', { name: 'Agents' }).click();
  await page.getByText('gpu-agent').waitFor();
  await hidden(page, true);
  await stage.client.updateJob(job, { status: 'failed', result: { error: 'Out of disk.' } });
  await page.clock.fastForward(10_000);
  await page.waitForFunction(() => window.shown.length > 0);
  const [{ title, body }] = await page.evaluate(() => window.shown);
  assert.deepEqual([title, body], [`Job ${job}: failed`, 'Out of disk.']);
  assert.equal(await page.evaluate(() => window.requests), 1);
});

test('without a request, or after it was withdrawn, there is no notification', async (t) => {
  const job = await runningJob();
  const page = await openJob(t, job);
  const button = page.getByRole('button', { name: 'Notify me' });
  await button.click();
  await page.locator('[aria-pressed="true"]').filter({ hasText: 'Notify me' }).waitFor();
  await button.click();
  await page.locator('[aria-pressed="false"]').filter({ hasText: 'Notify me' }).waitFor();
  await stage.client.updateJob(job, { status: 'completed' });
  await page.clock.fastForward(10_000);
  await page.locator('h1 + .badge').getByText('completed').waitFor();
  await page.clock.fastForward(10_000);
  assert.deepEqual(await page.evaluate(() => window.shown), []);
});

test('a requested notification survives a reload', async (t) => {
  const job = await runningJob();
  const page = await openJob(t, job);
  await page.getByRole('button', { name: 'Notify me' }).click();
  await page.locator('[aria-pressed="true"]').filter({ hasText: 'Notify me' }).waitFor();
  await page.goto(`${stage.backend.url}/console/#/plugins`);
  const polled = page.waitForResponse(`**/jobs/${job}/`);
  await page.reload();
  await polled;
  await stage.client.updateJob(job, { status: 'completed' });
  await page.clock.fastForward(10_000);
  await page.waitForFunction(() => window.shown.length > 0);
  const [{ title, body }] = await page.evaluate(() => window.shown);
  assert.deepEqual([title, body], [`Job ${job}: completed`, 'Alpha']);
});

test('a browser that refuses notifications is reported', async (t) => {
  const page = await openJob(t, await runningJob(), 'denied');
  await page.getByRole('button', { name: 'Notify me' }).click();
  await page.getByText('The browser blocks notifications of this page').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Notify me' }).getAttribute('aria-pressed'), 'false');
});
