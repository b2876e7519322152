// In forced colours, no information depends on a colour alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../scripts/seed.mjs';
import { colorsOf } from './support/pixels.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const { plugin, running, failed } = await seed(stage.client);
const FORCED = { forcedColors: 'active', colorScheme: 'dark' };
const styleOf = (locator, name, pseudo) =>
  locator.evaluate((element, [property, part]) => window.getComputedStyle(element, part)[property], [name, pseudo]);

test('a bar shows the progress of a job', async (t) => {
  const page = await stage.open(t, `/jobs/${running}`, FORCED);
  const bar = page.locator('aside progress');
  await bar.waitFor();
  const shares = (await colorsOf(bar)).filter(({ share }) => share > 0.1);
  assert.ok(shares.length >= 2, JSON.stringify(shares));
});

test('selected items differ from others', async (t) => {
  const page = await stage.open(t, '/jobs?status=failed', FORCED);
  const pairs = [
    [page.getByRole('button', { name: 'failed', exact: true }), page.getByRole('button', { name: 'queued' })],
    [page.getByRole('link', { name: 'Jobs', exact: true }), page.getByRole('link', { name: 'Agents' })],
  ];
  for (const [chosen, other] of pairs) {
    await chosen.waitFor();
    assert.notEqual(await styleOf(chosen, 'backgroundColor'), await styleOf(other, 'backgroundColor'));
  }
  await page.goto(`${stage.backend.url}/console/#/plugins/${plugin}/run`);
  const form = page.getByRole('button', { name: 'Form' });
  await form.waitFor();
  assert.notEqual(await styleOf(form, 'backgroundColor'), await styleOf(page.getByRole('button', { name: 'JSON' }), 'backgroundColor'));
});

test('an active level, a marked line and the current match differ from others', async (t) => {
  const page = await stage.open(t, `/jobs/${failed}?line=3`, FORCED);
  await page.locator('.log-marked').waitFor();
  assert.notEqual(await styleOf(page.locator('.log-marked'), 'outlineStyle'), 'none');
  const level = page.getByRole('button', { name: 'Debug' });
  const on = await styleOf(level, 'backgroundColor', '::before');
  await level.click();
  await page.mouse.move(0, 0);
  assert.notEqual(await styleOf(level, 'backgroundColor', '::before'), on);
  await page.getByLabel('Search the log').fill('Step');
  await page.getByLabel('Search the log').press('Enter');
  const hit = page.locator('.log-hit mark');
  await hit.waitFor();
  const other = page.locator('.log-row:not(.log-hit) mark').first();
  assert.notEqual(await styleOf(hit, 'backgroundColor'), await styleOf(other, 'backgroundColor'));
});

test('a badge has an outline, a live log has a sign, and the lines of a chart differ', async (t) => {
  const page = await stage.open(t, `/jobs/${running}`, FORCED);
  await page.getByText('Live', { exact: true }).waitFor();
  assert.notEqual(await styleOf(page.locator('.page-name .badge'), 'outlineStyle'), 'none');
  const sign = await styleOf(page.locator('.log-state'), 'backgroundColor', '::before');
  assert.notEqual(sign, await styleOf(page.locator('html'), 'backgroundColor'));
  await page.locator('.uplot canvas').waitFor();
  const markers = await page.locator('.u-marker').evaluateAll((all) => all.map((marker) => window.getComputedStyle(marker).borderStyle));
  assert.equal(new Set(markers.slice(1)).size, 2);
  assert.ok((await colorsOf(page.locator('.uplot canvas'))).length > 2);
});

test('the focus is visible', async (t) => {
  const page = await stage.open(t, '/plugins', FORCED);
  await page.locator('.row-link').first().focus();
  await page.keyboard.press('Tab');
  const focused = page.locator(':focus');
  assert.notEqual(await styleOf(focused, 'outlineStyle'), 'none');
  assert.notEqual(await styleOf(focused, 'outlineColor'), await styleOf(page.locator('html'), 'backgroundColor'));
});
