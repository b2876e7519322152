// The view of a log: what is copied, its scroll position, and its address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embed } from './support/embed.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

async function runningJob(console_logs) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', console_logs });
  return job;
}

/** Every third line is an error. */
const mixed = (count) =>
  Array.from({ length: count }, (_, index) => ({
    timestamp: '2026-03-01T12:00:00Z',
    level: index % 3 === 2 ? 'ERROR' : 'INFO',
    message: `line ${index + 1}`,
  }));
const written = (from, to) =>
  mixed(to)
    .slice(from - 1)
    .map(({ level, message }) => `2026-03-01T12:00:00.000Z ${level.padEnd(7)} ${message}\n`)
    .join('');

const textOf = (page, number) => page.locator('.log-text').getByText(`line ${number}`, { exact: true });
const copied = async (page) => {
  await page.keyboard.press('Control+C');
  return page.evaluate(() => window.navigator.clipboard.readText());
};
const job200 = await runningJob(mixed(200));
const topOf = async (page, number) => (await textOf(page, number).boundingBox()).y;

const twoFrames = (page) =>
  page.evaluate(() => new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve))));

/** Drags from the middle of one line to the middle of another. */
async function drag(page, from, to) {
  const [start, end] = [await textOf(page, from).boundingBox(), await textOf(page, to).boundingBox()];
  await page.mouse.move(start.x + 20, start.y + 8);
  await page.mouse.down();
  await page.mouse.move(end.x + 30, end.y + 8, { steps: 4 });
  await page.mouse.up();
}

test('selected lines are copied completely, like with the copy button, without their numbers', async (t) => {
  const page = await stage.open(t, `/jobs/${job200}?line=100`, clipboard);
  await textOf(page, 100).waitFor();
  await drag(page, 98, 102);
  assert.equal(await copied(page), written(98, 102));
  await textOf(page, 99).click({ clickCount: 3 });
  assert.equal(await copied(page), written(99, 99));
});

test('a word in a line is copied alone', async (t) => {
  const page = await stage.open(t, `/jobs/${job200}?line=100`, clipboard);
  await textOf(page, 100).dblclick({ position: { x: 10, y: 8 } });
  assert.equal(await copied(page), 'line');
});

test('a selection extends while the user scrolls, and Ctrl+A selects the whole log', async (t) => {
  const page = await stage.open(t, `/jobs/${job200}?line=100`, clipboard);
  await textOf(page, 98).click({ position: { x: 10, y: 8 } });
  await page.mouse.wheel(0, 1500);
  await textOf(page, 170).click({ position: { x: 30, y: 8 }, modifiers: ['Shift'] });
  assert.equal(await copied(page), written(98, 170));
  await page.locator('.log-lines').focus();
  await page.keyboard.press('Control+A');
  assert.equal(await copied(page), written(1, 200));
});

test('lines of a log in another page can be copied', async (t) => {
  const page = await embed(t, stage, `<synapse-job-log job="${job200}" line="100"></synapse-job-log>`, clipboard);
  await textOf(page, 100).waitFor();
  await drag(page, 99, 101);
  assert.equal(await copied(page), written(99, 101));
});

test('a linked line stays in its place while levels, times and wrapping change', async (t) => {
  const job = await runningJob(mixed(2000));
  const page = await stage.open(t, `/jobs/${job}?line=1500`);
  await textOf(page, 1500).waitFor();
  const before = await topOf(page, 1500);
  for (const name of ['Info', 'Debug', 'Info', 'Wrap', 'Times', 'Wrap']) {
    await page.getByRole('button', { name, exact: true }).click();
    await twoFrames(page);
    assert.ok(Math.abs((await topOf(page, 1500)) - before) <= 2, `after ${name}: ${before} and ${await topOf(page, 1500)}`);
  }
  // Hides the line's own level: the lines around it stay in place, and so does the line when it is shown again.
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  await textOf(page, 1501).waitFor();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  await textOf(page, 1500).waitFor();
  assert.ok(Math.abs((await topOf(page, 1500)) - before) <= 2);
});

test('levels and search are in the address, beside the line, and survive a reload', async (t) => {
  const page = await stage.open(t, `/jobs/${job200}?line=100`);
  await textOf(page, 100).waitFor();
  await page.getByRole('button', { name: 'Debug' }).click();
  await page.getByRole('button', { name: 'Info' }).click();
  await page.getByLabel('Search the log').fill('line 12');
  await page.waitForURL(/search=line\+12/);
  await page.reload();
  await page.getByText('0 of 5').waitFor();
  assert.equal(await page.getByLabel('Search the log').inputValue(), 'line 12');
  const pressed = await page.locator('.log-toggle').evaluateAll((all) => all.map((button) => button.getAttribute('aria-pressed')));
  assert.deepEqual(pressed, ['false', 'false', 'true', 'true']);
  await page.getByRole('button', { name: 'Line 102: link to it' }).click();
  await page.waitForURL(/line=102/);
  assert.match(page.url(), /search=line\+12/);
  // A link to the same log with another view.
  await page.evaluate(() => (location.hash = location.hash.replace(/\?.*/, '?search=line+7')));
  await page.getByText('of 11').waitFor();
});

test('Ctrl+F opens the log’s search, and a second one the browser’s', async (t) => {
  const page = await stage.open(t, `/jobs/${job200}`);
  await textOf(page, 200).waitFor();
  await page.evaluate(() => {
    window.refused = [];
    document.addEventListener('keydown', (event) => event.key === 'f' && window.refused.push(event.defaultPrevented));
  });
  await page.keyboard.press('Control+f');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Search the log');
  await page.keyboard.press('Control+f');
  assert.deepEqual(await page.evaluate(() => window.refused), [true, false]);
});
