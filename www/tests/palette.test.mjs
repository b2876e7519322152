// The command palette, and keyboard control of lists.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { openConsole } from './support/stage.mjs';

const stage = await scene();
const plugins = [];
for (let number = 1; number <= 130; number += 1) plugins.push(await stage.client.createPlugin({ name: `Plugin number ${number}` }));
const needle = await stage.client.createPlugin({ name: 'Needle finder', code: 'finder' });
for (let number = 1; number <= 60; number += 1) await stage.client.createPlugin({ name: `Later ${number}` });
const jobs = [];
for (let number = 1; number <= 12; number += 1) {
  const { job_id: job } = await stage.client.runPlugin(needle.id, { parameters: { steps: 1, delay: 3600 } });
  jobs.push(job);
}

const options = (page) => page.getByRole('option');
const input = (page) => page.getByRole('combobox', { name: 'Commands' });

async function openPalette(page) {
  await page.keyboard.press('Control+k');
  await input(page).waitFor();
}

test('it opens a page, an action of the page, and a job, by keyboard alone', async (t) => {
  const page = await stage.open(t, '/jobs');
  await openPalette(page);
  await page.keyboard.type('agen');
  await page.getByRole('option', { name: 'Agents', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Agents' }).waitFor();

  await openPalette(page);
  await page.keyboard.type(`job ${jobs[1]}`);
  await page.getByRole('option', { name: `Job ${jobs[1]}`, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Job ${jobs[1]}` }).waitFor();

  await page.getByRole('button', { name: 'Change status' }).waitFor();
  await openPalette(page);
  await page.keyboard.type('change');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Change status' }).waitFor();
  await page.keyboard.press('Control+k');
  assert.equal(await input(page).count(), 0);
  await page.keyboard.press('Escape');

  await openPalette(page);
  await page.keyboard.type('backends');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Backends' }).waitFor();
});

test('the palette opens a job whose id is a UUID', async (t) => {
  const id = '7dab3956-923c-4e4e-9f4b-368120c2deea';
  const page = await stage.newPage(t);
  await page.route(`**/jobs/${id}/**`, (route) => route.fulfill({ json: { id, status: 'queued' } }));
  await stage.enter(page, '/jobs');
  await openPalette(page);
  await page.keyboard.type(id);
  await page.getByRole('option', { name: `Job ${id}`, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Job ${id}` }).waitFor();
});

test('a plugin is found by its name, on any page of the list, and by its code', async (t) => {
  const page = await stage.open(t, '/jobs');
  for (const typed of ['needle', 'finder']) {
    await openPalette(page);
    await page.keyboard.type(typed);
    await page.getByRole('group', { name: 'Plugins' }).getByRole('option', { name: 'Needle finder' }).click();
    await page.getByRole('heading', { name: 'Needle finder' }).waitFor();
  }
});

test('the backend searches plugins that are not loaded', async (t) => {
  const page = await stage.open(t, '/agents');
  const all = Array.from({ length: 1500 }, (_, index) => ({ id: index + 1, name: `Machine ${index + 1}`, code: `code-${index + 1}` }));
  const searches = [];
  await page.route('**/plugins/?**', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const search = query.get('search');
    if (search) searches.push(search);
    const found = search ? all.filter(({ name }) => name.toLowerCase().includes(search)) : all;
    const [number, size] = [Number(query.get('page') ?? 1), Number(query.get('page_size') ?? 100)];
    const next = number * size < found.length ? `/plugins/?page=${number + 1}&page_size=${size}` : null;
    return route.fulfill({ json: { count: found.length, next, results: found.slice((number - 1) * size, number * size) } });
  });
  await openPalette(page);
  await page.keyboard.type('machine 1432');
  const group = page.getByRole('group', { name: 'Plugins' });
  await group.getByRole('option', { name: 'Machine 1432' }).waitFor();
  assert.equal(searches.at(-1), 'machine 1432');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/plugins\/1432$/);
});

test('recent jobs are listed with their plugin and status, and arrow keys wrap around', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.getByRole('button', { name: 'Go to…' }).click();
  const recent = page.getByRole('group', { name: 'Recent jobs' }).getByRole('option');
  await recent.first().waitFor();
  assert.match(await recent.first().innerText(), new RegExp(`Job ${jobs.at(-1)}\\s+Needle finder · `));
  await page.keyboard.press('ArrowUp');
  assert.equal(await options(page).last().getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowDown');
  assert.equal(await options(page).first().getAttribute('aria-selected'), 'true');
  assert.equal(await input(page).getAttribute('aria-activedescendant'), await options(page).first().getAttribute('id'));
  await page.keyboard.type('no such thing at all');
  await page.getByText('No matches').waitFor();
});

test('it opens while the user types, and unsaved input is kept unless they agree', async (t) => {
  const page = await stage.open(t, '/new-plugin');
  await page.getByLabel('Name').fill('Half typed');
  await openPalette(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.value === 'Half typed');
  await openPalette(page);
  await page.keyboard.type('storages');
  const question = page.waitForEvent('dialog');
  await page.keyboard.press('Enter');
  await (await question).dismiss();
  await page.waitForURL(/#\/new-plugin$/);
  assert.equal(await page.getByLabel('Name').inputValue(), 'Half typed');
});

test('it opens other dialogs, and changes the theme', async (t) => {
  const page = await stage.open(t, '/jobs');
  await openPalette(page);
  await page.keyboard.type('keyboard');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Open the command palette').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await openPalette(page);
  await page.keyboard.type('dark');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
});

test('if the backend does not respond, pages and actions are still listed', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.getByRole('row').nth(1).waitFor();
  await page.route(/\/(jobs|plugins)\//, (route) => route.abort());
  await openPalette(page);
  await page.keyboard.type('plug');
  await page.getByRole('option', { name: 'New plugin' }).waitFor();
});

test('j and k move through a list, and Enter opens', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('link', { name: `#${jobs.at(-1)}`, exact: true }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.equal(await focused(), `#${jobs.at(-2)}`);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Job ${jobs.at(-2)}` }).waitFor();
  await page.goto(`${stage.backend.url}/console/#/agents`);
  await page.getByRole('button', { name: 'Check health' }).first().waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  assert.equal(await focused(), 'Check health');
});

test('a single letter opens nothing, not even on a new page', async (t) => {
  const page = await stage.newPage(t);
  await page.addInitScript(() => Object.defineProperty(Event.prototype, 'timeStamp', { get: () => 100 }));
  await openConsole(page, stage.backend.url, '/jobs');
  await page.keyboard.press('p');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  assert.match(page.url(), /#\/jobs$/);
});

test('neither Latin nor Korean letters move through the list while the user types', async (t) => {
  const page = await stage.open(t, '/jobs');
  await page.getByRole('link', { name: `#${jobs[0]}`, exact: true }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('jk');
  assert.equal(await page.getByLabel('Plugin id or code').inputValue(), 'jk');
});
