// Tools to find and share a place in a log: errors, regular expressions, ranges of lines, the raw text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();
const plugin = await stage.client.createPlugin({ name: 'Alpha' });
const permissions = ['clipboard-read', 'clipboard-write'];

async function jobThatSaid(...console_logs) {
  const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
  await stage.client.updateJob(job, { status: 'running', console_logs });
  return job;
}

const timestamp = '2026-03-01T12:00:00Z';
const error = (message) => ({ timestamp, level: 'ERROR', message });
const info = (message) => ({ timestamp, level: 'INFO', message });
const numbered = (count, word = 'line') => Array.from({ length: count }, (_, index) => info(`${word} ${index + 1}`));
const line = (page, text) => page.locator('.log-row').filter({ hasText: text });
const search = (page) => page.getByLabel('Search the log');
const usePattern = (page) => page.getByRole('button', { name: 'Regular expression' }).click();
const clipboard = (page) => page.evaluate(() => window.navigator.clipboard.readText());

test('buttons and keys move between errors, which are marked and counted', async (t) => {
  const job = await jobThatSaid(...numbered(300), error('first\n  at its second line'), ...numbered(300), error('second'), ...numbered(9));
  const page = await stage.open(t, `/jobs/${job}?line=2`);
  await line(page, 'line 3').first().waitFor();
  const next = page.getByRole('button', { name: 'Next error' });
  const at = (text) => line(page, text).and(page.locator('.log-error-at')).waitFor();
  await next.click();
  await at('first');
  await page.getByRole('group', { name: 'Errors' }).getByText('1 of 2').waitFor();
  await next.click();
  await at('second');
  await next.click();
  await at('first');
  await page.locator('h1').focus();
  await page.keyboard.press('Shift+E');
  await at('second');
  await page.keyboard.press('e');
  await at('first');
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  assert.equal(await next.isDisabled(), true);
});

test('the next error is the next one below the view', async (t) => {
  const job = await jobThatSaid(error('first'), ...numbered(500), error('second'), ...numbered(500), error('third'));
  const page = await stage.open(t, `/jobs/${job}?line=400`);
  await line(page, 'line 399').first().waitFor();
  // While the log is incomplete, the next error may be above.
  await page.getByText('1,003 lines').waitFor();
  await page.getByRole('button', { name: 'Next error' }).click();
  await line(page, 'second').and(page.locator('.log-error-at')).waitFor();
  await page.locator('.log-lines').hover();
  await page.mouse.wheel(0, 6000);
  await line(page, 'second').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Previous error' }).click();
  await page.getByText('2 of 3').waitFor();
});

test('matches of a regular expression are marked and can be visited, also in later lines', async (t) => {
  const job = await jobThatSaid(...numbered(300), info('\u001b[32mloss\u001b[0m=0.25 then loss=0.5'), ...numbered(300), info('LOSS=1'));
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'LOSS').waitFor();
  await usePattern(page);
  await search(page).fill('loss=\\d\\.?\\d*');
  await page.getByText('0 of 2').waitFor();
  await search(page).press('Enter');
  await line(page, 'loss').and(page.locator('.log-hit')).waitFor();
  const marks = await page.locator('.log-hit mark').allInnerTexts();
  assert.deepEqual(marks, ['loss', '=0.25', 'loss=0.5']);
  await stage.client.updateJob(job, { console_logs: [info('loss=7')] });
  await page.getByText('1 of 3').waitFor();
  await page.getByRole('button', { name: 'Info' }).click();
  await page.getByText('no hits').waitFor();
});

test('a regular expression is stored in the address', async (t) => {
  const job = await jobThatSaid(info('loss=0.25'), info('loss'));
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'loss=').waitFor();
  await usePattern(page);
  await search(page).fill('s=\\d');
  await page.waitForURL((url) => url.hash.endsWith('?pattern=s%3D%5Cd'));
  await page.reload();
  await page.getByText('0 of 1').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Regular expression' }).getAttribute('aria-pressed'), 'true');
});

test('an invalid pattern is reported until it is corrected', async (t) => {
  const job = await jobThatSaid(info('call(a)'));
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'call').waitFor();
  await search(page).fill('call(');
  await page.getByText('0 of 1').waitFor();
  await usePattern(page);
  await page.getByRole('alert').getByText('Invalid regular expression: Unterminated group.').waitFor();
  assert.equal(await search(page).getAttribute('aria-invalid'), 'true');
  await search(page).fill('call\\(');
  await page.getByText('0 of 1').waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('an endless search freezes nothing, is ended, and keeps its matches', async (t) => {
  const job = await jobThatSaid(info('aaa'), ...numbered(4999), info(`${'a'.repeat(60)}!`));
  const page = await stage.open(t, `/jobs/${job}?line=1`);
  await page.getByText('5,001 lines').waitFor();
  await usePattern(page);
  await search(page).fill('(a+)+$');
  // It would take minutes, during which a page that searches on its main thread would not respond.
  await page.getByRole('button', { name: 'Wrap' }).click();
  await page.getByRole('button', { name: 'Wrap', pressed: true }).waitFor();
  await page.getByText('This pattern takes too long. Only the first 5,000 lines were searched.').waitFor();
  await page.getByText('0 of 1').waitFor();
  await search(page).fill('line 49..$');
  await page.getByText('0 of 100').waitFor();
});

test('a range of lines has an address, and is copied completely', async (t) => {
  const job = await jobThatSaid(...numbered(9), error('it broke'), ...numbered(30));
  const page = await stage.open(t, `/jobs/${job}`, { permissions });
  await page.getByRole('button', { name: 'Line 12: link to it' }).click();
  await page.getByRole('button', { name: 'Line 9: link to it' }).click({ modifiers: ['Shift'] });
  await page.waitForURL(/\?line=9-12$/);
  assert.equal(await page.locator('.log-marked').count(), 4);
  await page.getByRole('button', { name: 'Times' }).click();
  await page.getByRole('button', { name: 'Error', exact: true }).click();
  await page.getByRole('button', { name: 'Copy the marked lines' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await clipboard(page), 'INFO    line 9\nERROR   it broke\nINFO    line 1\nINFO    line 2\n');
  await page.getByRole('button', { name: 'Copied' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Copy a link to them' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const address = await clipboard(page);
  assert.equal(address, page.url());
  await page.getByRole('button', { name: 'Unmark' }).click();
  await page.locator('.log-marked').first().waitFor({ state: 'detached' });
  assert.equal(page.url().includes('line='), false);
});

test('a range can be marked without a keyboard', async (t) => {
  const job = await jobThatSaid(...numbered(20));
  const page = await stage.open(t, `/jobs/${job}?line=5`);
  await page.getByRole('button', { name: 'Extend to' }).click();
  await page.getByRole('button', { name: 'Line 8: link to it' }).click();
  await page.waitForURL(/\?line=5-8$/);
  await page.getByRole('button', { name: 'Line 3: link to it' }).click();
  await page.waitForURL(/\?line=3$/);
});

test('a linked range is marked, and can be extended by keyboard', async (t) => {
  const job = await jobThatSaid(...numbered(500));
  const page = await stage.open(t, `/jobs/${job}?line=402-400`);
  await page.getByText('Lines 400–402').waitFor();
  await line(page, 'line 400').and(page.locator('.log-marked')).waitFor();
  await page.getByRole('button', { name: 'Line 400: link to it' }).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.waitForURL(/\?line=400-403$/);
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await page.waitForURL(/\?line=400-401$/);
});

test('the raw log is complete, whatever is shown, in a new tab', async (t) => {
  const job = await jobThatSaid(info('\u001b[1mbold\u001b[0m 한국어'), error('<b>it broke</b>'));
  const page = await stage.open(t, `/jobs/${job}`);
  await line(page, 'bold').waitFor();
  await page.getByRole('button', { name: 'Info' }).click();
  const [raw] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('button', { name: 'Raw log' }).click()]);
  await raw.waitForLoadState();
  const text = `${timestamp.replace('Z', '.000Z')} INFO    bold 한국어\n${timestamp.replace('Z', '.000Z')} ERROR   <b>it broke</b>\n`;
  assert.equal(await raw.evaluate(() => document.body.textContent), text);
});
