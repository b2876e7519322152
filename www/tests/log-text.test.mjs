// Text with control sequences for terminals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });

/** The page of a job with these entries, after all lines are shown. */
async function logOf(t, entries) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', console_logs: [...entries, 'end'] });
  const page = await stage.open(t, `/jobs/${job}`);
  await page.locator('.log-row').filter({ hasText: 'end' }).waitFor();
  return page;
}

const textsOf = (page) => page.locator('.log-text').allInnerTexts();

test('colours in every notation are shown, and other control sequences are not', async (t) => {
  const coloured = ['\u001b[38:2::1:2:3mexact\u001b[0m', '\u001b[38:2::4:5;6mmixed', '\u001b[4:3mcurled\u001b[24m', '\u009b31mred\u009b0m'];
  const page = await logOf(t, [...coloured, 'be\u0007ll', 'ab\bc', 'nu\u0000ll', '\u001b[>4;2mnothing']);
  assert.deepEqual(await textsOf(page), ['exact', 'mixed', 'curled', 'red', 'bell', 'ac', 'null', 'nothing', 'end']);
  const colorOf = (text) => page.getByText(text, { exact: true }).evaluate((element) => element.style.getPropertyValue('--ansi'));
  assert.equal(await colorOf('exact'), 'rgb(1, 2, 3)');
  assert.equal(await colorOf('mixed'), 'rgb(4, 5, 6)');
  await page.locator('.fg-ansi-red').getByText('red').waitFor();
  await page.locator('.ansi-underline').getByText('curled').waitFor();
});

test('links, cursor moves, and incomplete or unknown sequences do not affect the text', async (t) => {
  const link = (open, close) => `${open}8;;https://example.com${close}link${open}8;;${close} after`;
  const page = await logOf(t, [
    link('\u001b]', '\u001b\\'),
    link('\u009d', '\u009c'),
    'a\u001b[2Ab\u001b[?25lc\u001b[1;5Hd',
    'a\u001b#8b\u001b%Gc\u001b Fd',
    'cut\u001b[3',
    'bare\u001b',
    '\u001b[31\u001b[32mgreen',
  ]);
  assert.deepEqual(await textsOf(page), ['link after', 'link after', 'abcd', 'abcd', 'cut', 'bare', 'green', 'end']);
  await page.locator('.fg-ansi-green').getByText('green').waitFor();
});

test('the colour of an underline is not another style, and a deleted character keeps the colour', async (t) => {
  const page = await logOf(t, ['\u001b[4;58;5;3;31munderlined', '\u001b[32m|\u001b[0m\bdone', '\u001b[58:5:3;1mbold']);
  assert.deepEqual(await textsOf(page), ['underlined', 'done', 'bold', 'end']);
  assert.equal(await page.getByText('underlined', { exact: true }).getAttribute('class'), 'fg-ansi-red ansi-underline');
  assert.equal(await page.getByText('done', { exact: true }).getAttribute('class'), null);
});

test('the colour continues on the next line of an entry and after an overwrite, but not in the next entry', async (t) => {
  const page = await logOf(t, ['\u001b[31mfirst\nsecond\u001b[0m\nthird', '\u001b[32m10 %\r20 %', 'fourth']);
  assert.deepEqual(await textsOf(page), ['first', 'second', 'third', '20 %', 'fourth', 'end']);
  const classes = await page.locator('.log-text > span').evaluateAll((spans) => spans.map((span) => span.className));
  assert.deepEqual(classes, ['fg-ansi-red', 'fg-ansi-red', '', 'fg-ansi-green', '', '']);
});

test('an invalid entry is a line, and the others are shown', async (t) => {
  const page = await stage.newPage(t);
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
  await page.route('**/console_logs/**', (route) => route.fulfill({ json: [null, 'text', 7, { message: 'whole', level: null }] }));
  await page.route('**/tail_console_logs/**', (route) => route.abort());
  await stage.client.waitForJob(job, { interval: 50 });
  await stage.enter(page, `/jobs/${job}`);
  await page.locator('.log-row').filter({ hasText: 'whole' }).waitFor();
  assert.deepEqual(await textsOf(page), ['null', 'text', '7', 'whole']);
});

/** The page of an ended job with this log, which is JSON. */
async function logged(t, entries) {
  const page = await stage.open(t, '/new-plugin');
  await page.route('**/jobs/1/**', (route) => {
    const body = route.request().url().includes('console_logs') ? `[${entries.join(',')}]` : '{"id": 1, "status": "completed"}';
    return route.fulfill({ contentType: 'application/json', body });
  });
  await page.route('**/tail_console_logs/', (route) => route.fulfill({ status: 404, json: {} }));
  await page.goto(`${stage.backend.url}/console/#/jobs/1`);
  await page.getByText('Complete', { exact: true }).waitFor();
  return page;
}

test('entries of any type are lines, and no line is lost', async (t) => {
  const odd = ['{"message": {"a": 1}}', '{"message": "odd", "level": {"toString": 1}}', '{"message": "last", "timestamp": 7}'];
  const deep = `{"message": ${'['.repeat(20_000)}1e999${']'.repeat(20_000)}}`;
  const page = await logged(t, ['null', '"plain"', '5', '["a"]', deep, ...odd]);
  await page.getByText('last', { exact: true }).waitFor();
  assert.deepEqual(await page.locator('.log-text').allInnerTexts(), ['null', 'plain', '5', '["a"]', '…', '{"a":1}', 'odd', 'last']);
});

test('levels are recognized by other words, and by Python’s numbers', async (t) => {
  const levels = { error: ['E', 'severe', ' PANIC ', 50, '40'], warning: [30, 'W'], info: [20, 'notice', null], debug: [10, 'verbose'] };
  const entries = Object.entries(levels).flatMap(([message, words]) => words.map((level) => JSON.stringify({ message, level })));
  const page = await logged(t, entries);
  await page.getByText('debug', { exact: true }).last().waitFor();
  const reported = (all) => all.map((row) => [row.querySelector('.log-text').textContent, row.className]);
  const rows = await page.locator('.log-row').evaluateAll(reported);
  assert.equal(rows.length, entries.length);
  for (const [level, classes] of rows) assert.ok(classes.split(' ').includes(`log-${level}`), `${level}: ${classes}`);
});

test('a line with thousands of colours is shown in part, then completely, and can be searched', async (t) => {
  const words = Array.from({ length: 20_000 }, (_, index) => `\u001b[3${index % 8}mword ${index}\u001b[0m `);
  const page = await logged(t, [JSON.stringify({ message: words.join('') }), JSON.stringify({ message: 'after' })]);
  await page.getByText('after', { exact: true }).waitFor();
  assert.ok((await page.locator('.log-row').first().evaluate((row) => row.textContent.length)) < 5000);
  await page.getByLabel('Search the log').fill('o');
  await page.locator('.log-hits').getByText('of 1').or(page.locator('mark').first()).first().waitFor();
  assert.equal(await page.locator('mark').count(), 200);
});

test('text that is almost an escape sequence takes no time', async (t) => {
  const message = `\u001b[1:;${'1'.repeat(400_000)}mshown`;
  const page = await logged(t, [JSON.stringify({ message })]);
  await page.locator('.log-row').waitFor();
});

test('colours are readable in both themes, and so is text on a coloured background', async (t) => {
  const onColours = '\u001b[48;5;16mon black\u001b[0m\n\u001b[48;5;231mon white\u001b[0m\n\u001b[48;5;17mfound\u001b[0m';
  for (const [colorScheme, limits, code] of [['light', [0, 0.55], 231], ['dark', [0.65, 1], 16]]) {
    const page = await stage.newPage(t, { colorScheme });
    const message = `\u001b[38;5;${code}mother\u001b[0m\n${onColours}`;
    await page.route('**/console_logs/**', (route) => route.fulfill({ json: [{ level: 'INFO', message }] }));
    await page.route('**/tail_console_logs/**', (route) => route.abort());
    const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
    await stage.enter(page, `/jobs/${job}`);
    const pieces = page.locator('.log-text > *');
    const colorOf = (text) => pieces.getByText(text, { exact: true }).evaluate((element) => window.getComputedStyle(element).color);
    const [, lightness] = /^oklch\(([\d.]+)/.exec(await colorOf('other'));
    assert.ok(lightness >= limits[0] && lightness <= limits[1], `${colorScheme}: ${lightness}`);
    assert.equal(await colorOf('on black'), 'rgb(255, 255, 255)');
    assert.equal(await colorOf('on white'), 'rgb(0, 0, 0)');
    await page.getByLabel('Search the log').fill('found');
    const mark = page.locator('mark').getByText('found');
    await mark.waitFor();
    assert.notEqual(await mark.evaluate((element) => window.getComputedStyle(element).backgroundColor), 'rgb(0, 0, 95)');
  }
});
