// Very large answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ended, scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Large' });

async function jobWith(changes) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
  await ended(stage.client, job);
  await stage.client.updateJob(job, changes);
  return job;
}

/** About 85 bytes each. */
const objects = (count) => Array.from({ length: count }, (_, index) => ({ index, label: `object ${index}`, score: index / count, ok: true }));
const elements = (locator) => locator.evaluate((element) => element.querySelectorAll('*').length);

test('a large result is laid out and coloured only where it is visible', async (t) => {
  const page = await stage.open(t, `/jobs/${await jobWith({ result: objects(3000) })}`);
  const result = page.getByRole('region', { name: 'Result' });
  await result.getByText('"object 0"', { exact: true }).waitFor();
  assert.ok((await elements(result)) < 5000, `${await elements(result)} elements`);
  assert.match(await result.evaluate((element) => element.textContent), /"object 2999"/);
  await result.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await result.locator('.json-string').getByText('"object 2999"', { exact: true }).waitFor();
});

test('a result of megabytes is shown at once, and the page responds', async (t) => {
  const result = { items: objects(45_000), text: 'long '.repeat(100_000) };
  const page = await stage.open(t, `/jobs/${await jobWith({ result })}`);
  await page.getByRole('region', { name: 'Result' }).getByText('"object 0"', { exact: true }).waitFor();
  const text = await page.getByRole('region', { name: 'Result' }).evaluate((element) => element.textContent);
  assert.ok(text.includes('"object 44999"') && text.includes(result.text));
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByRole('dialog').waitFor();
});

test('folded content is rendered when it is opened', async (t) => {
  const page = await stage.open(t, `/jobs/${await jobWith({ result: { images: 3 } })}`);
  const raw = page.locator('details');
  await raw.waitFor();
  assert.equal(await raw.locator('pre').count(), 0);
  await raw.getByText('Raw JSON').click();
  await raw.getByText('"images"').waitFor();
});

/** Records the displayed number of lines in each frame. */
function watchCount() {
  window.counts = [];
  const look = () => {
    const text = document.querySelector('.log-count')?.textContent;
    if (text && window.counts.at(-1) !== text) window.counts.push(text);
    window.requestAnimationFrame(look);
  };
  look();
}

test('an entry of 200,000 lines is shown while it is read', async (t) => {
  const message = Array.from({ length: 200_000 }, (_, index) => `\u001b[36mrow\u001b[0m ${index + 1}`).join('\n');
  const job = await jobWith({ console_logs: [message] });
  const page = await stage.newPage(t);
  await page.addInitScript(watchCount);
  await stage.enter(page, `/jobs/${job}`);
  await page.getByText('Complete', { exact: true }).waitFor();
  await page.locator('.log-row').filter({ hasText: 'row 200000' }).waitFor();
  const counts = await page.evaluate(() => window.counts);
  const numbers = counts.map((count) => parseInt(count.replace(',', ''), 10));
  assert.ok(numbers.some((number) => number > 1000 && number < 200_000), `at once: ${counts}`);
  // The run has written some lines, too.
  assert.ok(numbers.at(-1) >= 200_000);
});

test('millions of short lines, and deeply nested values, are shown at once', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  let depth = 3000;
  await page.route('**/jobs/1/?**', (route) => {
    const result = depth === 0 ? `[${'1,'.repeat(2_000_000)}2]` : '['.repeat(depth) + ']'.repeat(depth);
    return route.fulfill({ contentType: 'application/json', body: `{"id": 1, "status": "completed", "result": ${result}}` });
  });
  const result = page.getByRole('region', { name: 'Result' });
  const lengthOfText = () => result.evaluate((element) => element.textContent.length);
  const show = async (next) => {
    depth = next;
    await page.goto(`${stage.backend.url}/console/#/agents`);
    await page.goto(`${stage.backend.url}/console/#/jobs/1`);
    await result.waitFor();
  };
  await show(0);
  assert.equal(await lengthOfText(), 4_000_003);
  assert.ok((await elements(result)) < 1000);
  // If the heights were underestimated, the browser would lay out dozens of parts at once.
  const [height, lineHeight] = await result.evaluate((pre) => [pre.scrollHeight, parseFloat(window.getComputedStyle(pre).lineHeight)]);
  assert.ok(height > 4_000_003 / 100 * lineHeight, `${height} px`);
  await show(3000);
  assert.equal(await lengthOfText(), 6000);
  await show(20_000);
  await result.getByText('This is nested too deeply to be shown.').waitFor();
});
