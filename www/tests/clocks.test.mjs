// The backend's clock is not the page's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { openConsole } from './support/stage.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
await stage.client.updateJob(job, { status: 'running' });
const { started, created } = await stage.client.getJob(job);
const begun = Date.parse(started ?? created);
/** One second later, rounded to a whole one, like the `Date` of an answer. */
const later = (ms) => Math.ceil((begun + ms) / 1000) * 1000;
const HOUR = 3_600_000;

/** The page with a fixed clock of its own. */
async function at(t, time, route) {
  const page = await stage.newPage(t);
  await page.clock.setFixedTime(time);
  return { page, go: () => openConsole(page, stage.backend.url, route) };
}

/** Answers with the backend's time; null: without it. */
const dated = (date) => async (route) => {
  const answer = await route.fetch();
  const headers = { ...answer.headers() };
  delete headers['date'];
  await route.fulfill({ response: answer, headers: date ? { ...headers, date: new Date(date).toUTCString() } : headers });
};

for (const offset of [-3 * HOUR, 3 * HOUR]) {
  test(`a page that is ${offset / HOUR} hours off shows times by the backend’s clock`, async (t) => {
    const { page, go } = await at(t, later(90_000) + offset, '/jobs');
    await page.route('**/jobs/?**', dated(later(90_000)));
    await go();
    await page.locator('.cell-duration').getByText('1m 30s').waitFor();
    assert.equal(await page.locator('.cell-time').innerText(), '1m ago');
    await page.getByRole('link', { name: 'Plugins', exact: true }).click();
    await page.getByText('Updated now').waitFor();
  });
}

test('without the backend’s time, none is invented', async (t) => {
  const { page, go } = await at(t, begun - 3 * HOUR, '/jobs');
  await page.route('**/jobs/?**', dated(null));
  await go();
  await page.locator('.cell-time').getByText('now', { exact: true }).waitFor();
  assert.equal(await page.locator('.cell-duration').innerText(), '–');
});

test('"the last hour" is relative to the backend’s clock', async (t) => {
  const { page, go } = await at(t, begun - 3 * HOUR, '/jobs');
  await page.route('**/jobs/?**', dated(later(0)));
  await go();
  await page.locator('tbody tr').waitFor();
  const [request] = await Promise.all([
    page.waitForRequest(/created_after/),
    page.getByLabel('Since').selectOption('1h'),
  ]);
  const since = Date.parse(new URL(request.url()).searchParams.get('created_after'));
  assert.ok(Math.abs(begun - HOUR - since) < 2000);
});
