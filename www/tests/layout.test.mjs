// The layout: one width for each page, rows of one line, target sizes, the size of a log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seed } from '../scripts/seed.mjs';
import { scene } from './support/scene.mjs';

const stage = await scene();
const { plugin, long, running, failed, started } = await seed(stage.client);
const LONG_NAME = (await stage.client.getPlugin(long)).name;
const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

async function loaded(page, route) {
  await page.goto(`${stage.backend.url}/console/#${route}`);
  await page.locator('h1').waitFor();
  await page.locator('.skeleton, [aria-busy="true"]').first().waitFor({ state: 'detached' });
}

test('everything in a page has the same width, also on a wide screen', async (t) => {
  const page = await stage.open(t, '/jobs', { width: 2560, height: 1440 });
  const routes = [`/plugins/${plugin}/release`, `/plugins/${plugin}/edit`, `/plugins/${plugin}/run`, '/new-storage', '/storages/1', '/jobs'];
  for (const route of routes) {
    await loaded(page, route);
    await page.locator('#content .panel').first().waitFor();
    const parts = page.locator('.page-head, #content .panel:not(.panel .panel), .drop-zone, .json:not(.panel .json)');
    const edges = await parts.evaluateAll((all) => all.map((part) => Math.round(part.getBoundingClientRect().right)));
    assert.equal(new Set(edges).size, 1, `${route}: ${edges}`);
  }
});

for (const [width, height] of [[1440, 900], [360, 740]]) {
  test(`a long name takes one line in a list, with the full name in its title, at ${width} px`, async (t) => {
    const page = await stage.open(t, '/plugins', { width, height });
    for (const route of ['/plugins', '/jobs']) {
      await loaded(page, route);
      const cell = page.locator('.cell-name').filter({ hasText: LONG_NAME });
      await cell.waitFor();
      assert.equal(await cell.getAttribute('title'), LONG_NAME);
      assert.ok((await box(cell)).height < 56, route);
    }
  });
}

test('a list gives little room to progress, and shows bars only for running jobs', async (t) => {
  for (const width of [1280, 1440, 2560]) {
    const page = await stage.open(t, '/jobs', { width });
    await page.locator('tbody tr').first().waitFor();
    const [cell, table] = [await box(page.locator('.cell-progress').first()), await box(page.locator('.table'))];
    assert.ok(cell.width < table.width * 0.16, `${cell.width} of ${table.width}`);
    assert.equal(await page.locator('tr').filter({ hasText: 'failed' }).locator('progress').count(), 0);
    assert.notEqual(await page.locator('tr').filter({ hasText: 'running' }).locator('progress').count(), 0);
  }
});

/** Links within a sentence may be as high as its lines. */
const SMALL = `(() => {
  const inline = (element) => getComputedStyle(element).display === 'inline'
    && [...element.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const targetOf = (element) => element.closest('label') ?? (element.classList.contains('row-link') ? element.closest('tr') : element);
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((element) => element.checkVisibility() && !inline(element) && !element.matches('.skip, .hidden *'))
    .map((element) => [element, targetOf(element).getBoundingClientRect()])
    .filter(([, { width, height }]) => width > 0 && (width < 23.99 || height < 23.99))
    .map(([element, { width, height }]) => \`\${element.outerHTML.slice(0, 90)}: \${width} × \${height}\`);
})()`;

for (const width of [1440, 360]) {
  test(`targets are at least 24 px high, at ${width} px`, async (t) => {
    const page = await stage.open(t, '/jobs', { width });
    const routes = [
      '/jobs',
      `/jobs/${running}`,
      `/jobs/${failed}?line=3`,
      '/jobs/9999',
      '/plugins',
      `/plugins/${plugin}`,
      `/plugins/${plugin}/edit`,
      `/plugins/${plugin}/run`,
      `/plugins/${plugin}/release`,
      '/storages',
      '/storages/1',
      '/new-storage',
      '/agents',
    ];
    for (const route of routes) {
      await loaded(page, route);
      assert.deepEqual(await page.evaluate(SMALL), [], route);
    }
    await page.goto(`${stage.backend.url}/console/#/jobs/${running}`);
    await page.getByLabel('Search the log').fill('batch');
    await page.locator('.log-row mark').first().waitFor();
    assert.deepEqual(await page.evaluate(SMALL), [], 'search');
    const apart = await stage.newPage(t, { width });
    await apart.goto(`${stage.backend.url}/console/`);
    await apart.getByLabel('Access token').waitFor();
    assert.deepEqual(await apart.evaluate(SMALL), [], 'connect');
  });
}

// 1440 × 900 and 1280 × 720 at 200 %, and phones.
for (const [width, height] of [[720, 450], [640, 360], [360, 740], [360, 640]]) {
  test(`a log takes half of ${width} × ${height}`, async (t) => {
    const page = await stage.open(t, `/jobs/${running}`, { width, height });
    await page.locator('.log-row').first().waitFor();
    const seen = await page.locator('.log-lines').evaluate((lines) => {
      const { top, bottom } = lines.getBoundingClientRect();
      const nav = document.querySelector('.sections');
      const end = window.getComputedStyle(nav).position === 'fixed' ? nav.getBoundingClientRect().top : window.innerHeight;
      return Math.min(bottom, end) - top;
    });
    assert.ok(seen >= height / 2, `${seen} of ${height}`);
  });
}

test('a search field keeps its width when there are matches', async (t) => {
  const { job_id: job } = await stage.client.runPlugin(plugin, { parameters: { steps: 5, delay: 3600 } });
  const console_logs = Array.from({ length: 12_345 }, (_, index) => `batch ${index}`);
  await stage.client.updateJob(job, { status: 'running', console_logs });
  for (const width of [1440, 1280, 1100, 360]) {
    const page = await stage.open(t, `/jobs/${job}`, { width });
    const search = page.getByLabel('Search the log');
    await search.fill('batch');
    await search.press('Shift+Enter');
    await page.getByText(/of 12,345$/).waitFor();
    assert.ok((await box(search)).width >= 150, `${(await box(search)).width} at ${width}`);
  }
});

test('wrapped lines never overlap, whatever is searched and shown', async (t) => {
  const page = await stage.open(t, `/jobs/${running}`, { width: 360, height: 740 });
  const overlaps = () =>
    page.locator('.log-row').evaluateAll((rows) => {
      const boxes = rows.map((row) => row.getBoundingClientRect()).sort((one, other) => one.top - other.top);
      return boxes.filter((one, index) => index > 0 && one.top < boxes[index - 1].bottom - 1).length;
    });
  await page.locator('.log-row').first().waitFor();
  const search = (text) => page.getByLabel('Search the log').fill(text);
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const changes = [
    () => search('i'),
    () => search('im'),
    () => press('Next hit'),
    () => press('Times'),
    () => press('Debug'),
    () => search(''),
  ];
  for (const [index, change] of changes.entries()) {
    await change();
    await page.evaluate(() => new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve))));
    assert.equal(await overlaps(), 0, `after change ${index}`);
  }
});

test('a single point is shown as a figure, without a chart', async (t) => {
  const page = await stage.open(t, `/jobs/${started}`);
  await page.locator('.figure-value').getByText('0.31').waitFor();
  assert.equal(await page.locator('.chart').count(), 0);
});

test('a chart follows the system to dark mode', async (t) => {
  const page = await stage.open(t, `/jobs/${running}`, { colorScheme: 'light' });
  const canvas = page.locator('.uplot canvas');
  await canvas.waitFor();
  const isDrawn = () => document.querySelector('.uplot canvas').getContext('2d').getImageData(0, 0, 400, 400).data.some(Boolean);
  await page.waitForFunction(isDrawn);
  const light = await canvas.evaluate((element) => element.toDataURL());
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction((before) => {
    const element = document.querySelector('.uplot canvas');
    return element && element.toDataURL() !== before;
  }, light);
});

test('the numbers of a chart are not cut off, whatever their size', async (t) => {
  const page = await stage.newPage(t);
  // Text that starts left of the canvas is cut off.
  await page.addInitScript(() => {
    window.cut = [];
    const { fillText } = window.CanvasRenderingContext2D.prototype;
    window.CanvasRenderingContext2D.prototype.fillText = function (text, x, ...rest) {
      const { width } = this.measureText(text);
      if (this.textAlign === 'right' && x < width) window.cut.push(text);
      window.written = true;
      return fillText.call(this, text, x, ...rest);
    };
  });
  for (const size of [1e9, 1e-9, 123_456]) {
    const accuracy = Array.from({ length: 30 }, (_, step) => ({ step, value: size * Math.sin(step / 4) }));
    await page.route('**/jobs/1/?**', (route) => route.fulfill({ json: { id: 1, status: 'completed', metrics: { accuracy } } }));
    await stage.enter(page, '/agents');
    await page.goto(`${stage.backend.url}/console/#/jobs/1`);
    await page.waitForFunction(() => window.written);
    assert.deepEqual(await page.evaluate(() => window.cut), [], `${size}`);
    await page.evaluate(() => (window.written = false));
  }
});
