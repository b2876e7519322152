// What programs write for terminals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();

test('colours in any spelling are colours, and nothing that a terminal obeys is text', async (t) => {
  const plugin = await stage.client.createPlugin({ name: 'Alpha' });
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  const coloured = ['\u001b[38:2::1:2:3mexact\u001b[0m', '\u001b[4:3mcurled\u001b[24m', '\u009b31mred\u009b0m'];
  const lines = [...coloured, 'be\u0007ll', 'ab\bc', 'nu\u0000ll', '\u001b[>4;2mend'];
  await stage.client.updateJob(job, { status: 'running', console_logs: lines });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.locator('.log-row').filter({ hasText: 'end' }).waitFor();
  assert.deepEqual(await page.locator('.log-text').allInnerTexts(), ['exact', 'curled', 'red', 'bell', 'ac', 'null', 'end']);
  assert.equal(await page.getByText('exact', { exact: true }).evaluate((element) => element.style.color), 'rgb(1, 2, 3)');
  await page.locator('.fg-ansi-red').getByText('red').waitFor();
  await page.locator('.ansi-underline').getByText('curled').waitFor();
});
