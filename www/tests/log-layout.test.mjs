// The layout of a log: its numbers, its levels, its tools, and its height on a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../scripts/seed.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const { plugin, running } = await seed(stage.client);
const LINES = 100_001;
const { job_id: long } = await stage.client.runPlugin(plugin, { parameters: { steps: 5, delay: 3600 } });
await stage.client.updateJob(long, {
  status: 'running',
  console_logs: Array.from({ length: LINES }, (_, index) => ({ level: index % 2 ? 'ERROR' : 'INFO', message: `batch ${index}` })),
});
const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

for (const [width, height] of [[1280, 800], [360, 740]]) {
  test(`a line number of six digits takes one line, at ${width} px`, async (t) => {
    const page = await stage.open(t, `/jobs/${long}?line=${LINES - 1}`, { width, height });
    const number = page.getByRole('button', { name: `Line ${LINES - 1}: link to it` });
    await number.waitFor();
    const text = await number.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return { height: range.getBoundingClientRect().height, left: range.getBoundingClientRect().left };
    });
    assert.ok(text.height < 24, `${text.height} high`);
    assert.ok(text.left >= (await box(page.locator('.log-lines'))).left, 'all of it is seen');
  });
}

test('at 1280 px, messages begin in one column, and the tools have labels', async (t) => {
  const page = await stage.open(t, `/jobs/${running}`, { width: 1280, height: 800 });
  await page.locator('.log-row').first().waitFor();
  const begins = await page.locator('.log-text').evaluateAll((all) => all.map((text) => Math.round(text.getBoundingClientRect().left)));
  assert.equal(new Set(begins).size, 1, String([...new Set(begins)]));
  for (const word of ['Times', 'Wrap', 'Copy', 'Download', 'Raw']) {
    assert.ok(await page.locator('.log-tools').getByText(word, { exact: true }).isVisible(), word);
  }
  const [bar, tools] = [await box(page.locator('.log-bar')), await box(page.locator('.log-tools'))];
  assert.ok(tools.right <= bar.right, `${tools.right} of ${bar.right}`);
});

test('on a phone, a log ends above the section bar, so that its marked lines can be copied', async (t) => {
  const page = await stage.open(t, `/jobs/${long}?line=7`, { width: 360, height: 740 });
  const marks = page.getByRole('group', { name: 'Marked lines' });
  await marks.waitFor();
  const [{ bottom }, nav] = [await box(marks), await box(page.getByRole('navigation', { name: 'Sections' }))];
  assert.ok(bottom <= nav.top, `${bottom}, ${nav.top}`);
});

test('a line without a time is aligned with the others, and a log without times has no column for them', async (t) => {
  const begins = async (entries) => {
    const page = await stage.newPage(t, { width: 1280 });
    await page.route('**/console_logs/**', (route) => route.fulfill({ json: entries }));
    await page.route('**/tail_console_logs/**', (route) => route.abort());
    await stage.enter(page, `/jobs/${running}`);
    await page.locator('.log-row').last().waitFor();
    return page.locator('.log-text').evaluateAll((all) => all.map((text) => Math.round(text.getBoundingClientRect().left)));
  };
  const timed = { timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message: 'timed' };
  const some = await begins([timed, { level: 'INFO', message: 'not timed' }, { ...timed, level: 'ERROR' }]);
  assert.equal(new Set(some).size, 1, String(some));
  const [none] = await begins([{ level: 'INFO', message: 'not timed' }]);
  assert.ok(none < some[0] - 50, `${none}, ${some[0]}`);
});

test('a log opens at its end with reduced motion, too', async (t) => {
  const page = await stage.open(t, `/jobs/${long}`, { reducedMotion: 'reduce' });
  await page.locator('.log-row').getByText(`batch ${LINES - 1}`, { exact: true }).waitFor();
  const left = await page.locator('.log-lines').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
  assert.ok(left < 24, `${left} px below`);
});
