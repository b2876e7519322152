// npm run screenshots: each page at 360, 1440 and 2560 px, light, dark and in forced colours, into www/screenshots/.
// It needs a built console.
//   -- --locale ko-KR   in the language of a browser that prefers it, into a folder of its own
//   -- --only jobs,job  only these pages
//   -- --docs           instead, the six small screenshots of docs/
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openConsole, startBackend, startBrowser } from '../tests/support/stage.mjs';
import { zipOf } from '../tests/support/zip.mjs';
import { seed } from './seed.mjs';

const FOLDER = fileURLToPath(new URL('../screenshots', import.meta.url));
const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const SIZES = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];
const SCHEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
};

// Small enough for a README.
const SMALL = { width: 1200, height: 660, deviceScaleFactor: 0.7 };
const IN_DOCS = [
  { page: 'jobs', colorScheme: 'light', ...SMALL },
  { page: 'job', colorScheme: 'dark', ...SMALL, height: 480, deviceScaleFactor: 0.65 },
  { page: 'plugin', colorScheme: 'light', ...SMALL },
  { page: 'run', colorScheme: 'light', ...SMALL },
  { page: 'release', colorScheme: 'dark', ...SMALL },
  { page: 'job', colorScheme: 'light', width: 390, height: 760, deviceScaleFactor: 0.8, as: 'phone' },
];

const pages = ({ plugin, long, running, failed, started }) => ({
  connect: { connected: false },
  jobs: { route: '/jobs' },
  job: { route: `/jobs/${running}`, ready: showsLogAndChart },
  'job-failed': { route: `/jobs/${failed}?line=20`, ready: (page) => page.locator('.log-marked').waitFor() },
  'job-search': { route: `/jobs/${running}`, ready: searchLog },
  'job-status': { route: `/jobs/${running}`, ready: changeStatus },
  'job-started': { route: `/jobs/${started}`, ready: (page) => page.getByText('99 %').first().waitFor() },
  'job-none': { route: '/jobs/9999', ready: (page) => page.locator('.empty').waitFor() },
  'jobs-none': { route: '/jobs?user=9999', ready: (page) => page.locator('.empty').waitFor() },
  plugins: { route: '/plugins' },
  plugin: { route: `/plugins/${plugin}`, ready: (page) => page.locator('.checksum').first().waitFor() },
  'plugin-long': { route: `/plugins/${long}` },
  'plugin-edit': { route: `/plugins/${plugin}/edit` },
  run: { route: `/plugins/${plugin}/run` },
  release: { route: `/plugins/${plugin}/release`, ready: chooseFiles },
  storages: { route: '/storages' },
  storage: { route: '/storages/1' },
  'storage-new': { route: '/new-storage' },
  serve: { route: '/serve' },
  agents: { route: '/agents' },
  refused: { route: '/new-plugin', ready: refuse },
  nowhere: { route: '/nowhere' },
});

async function showsLogAndChart(page) {
  await page.locator('.uplot').waitFor();
  await page.locator('.log-row').first().waitFor();
}

async function searchLog(page) {
  await page.locator('.log-row').first().waitFor();
  await page.locator('.log-search input').fill('images');
  await page.locator('.log-search input').press('Enter');
  await page.locator('.log-hit').waitFor();
}

async function changeStatus(page) {
  await page.locator('.page-actions button:not(.icon-only)').last().click();
  await page.getByRole('dialog').waitFor();
}

async function refuse(page) {
  await page.route('**/plugins/', (route) => route.fulfill({ status: 403, json: { detail: 'Only owners create plugins.' } }));
  await page.locator('.field input').first().fill('Alpha');
  await page.locator('.form-actions .primary').click();
  await page.locator('.notice-failure').waitFor();
}

async function chooseFiles(page) {
  await page.locator('input[type=file]').setInputFiles([
    { name: 'segmentation-2.2.0.zip', mimeType: 'application/zip', buffer: zipOf('plugin.py', 'x'.repeat(300_000)) },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no package') },
  ]);
  await page.locator('.checksum-line').waitFor();
}

async function shoot(browser, url, { route, connected = true, ready }, options, path) {
  const page = await browser.newPage(options);
  if (connected) await openConsole(page, url, route);
  else await page.goto(`${url}/console/`);
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await ready?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled' });
  await page.context().close();
}

async function main() {
  const { values } = parseArgs({
    options: { docs: { type: 'boolean' }, locale: { type: 'string', default: 'en-US' }, only: { type: 'string' } },
  });
  const { locale } = values;
  const folder = values.docs ? DOCS : join(FOLDER, locale);
  const backend = await startBackend();
  const browser = await startBrowser();
  try {
    const all = pages(await seed(backend.client));
    await mkdir(folder, { recursive: true });
    if (values.docs) {
      for (const { page, as = page, ...options } of IN_DOCS)
        await shoot(browser, backend.url, all[page], options, join(folder, `console-${as}.png`));
      return;
    }
    const names = values.only?.split(',') ?? Object.keys(all);
    for (const size of SIZES) {
      for (const [scheme, colors] of Object.entries(SCHEMES)) {
        for (const name of names) {
          const path = join(folder, `${name}-${size.width}-${scheme}.png`);
          await shoot(browser, backend.url, all[name], { ...size, ...colors, locale }, path);
        }
      }
    }
  } finally {
    await browser.close();
    await backend.remove();
  }
}

await main();
