// npm run screenshots: each page at 1440 and 390 px, light and dark, into www/screenshots/. It needs a built console.
//   -- --locale ko-KR   as the console looks to somebody whose browser asks for that language
//   -- --docs           instead, the six small ones of docs/
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
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const SCHEMES = ['light', 'dark'];

// Of a size that a README can carry.
const SMALL = { width: 1200, height: 660, deviceScaleFactor: 0.7 };
const IN_DOCS = [
  { page: 'jobs', colorScheme: 'light', ...SMALL },
  { page: 'job', colorScheme: 'dark', ...SMALL, height: 480, deviceScaleFactor: 0.65 },
  { page: 'plugin', colorScheme: 'light', ...SMALL },
  { page: 'run', colorScheme: 'light', ...SMALL },
  { page: 'release', colorScheme: 'dark', ...SMALL },
  { page: 'job', colorScheme: 'light', width: 390, height: 760, deviceScaleFactor: 0.8, as: 'phone' },
];

const pages = ({ plugin, running, failed }) => ({
  connect: { connected: false },
  jobs: { route: '/jobs' },
  job: { route: `/jobs/${running}`, ready: showsLogAndChart },
  'job-failed': { route: `/jobs/${failed}?line=20`, ready: (page) => page.locator('.log-marked').waitFor() },
  plugins: { route: '/plugins' },
  plugin: { route: `/plugins/${plugin}`, ready: (page) => page.locator('.checksum').first().waitFor() },
  'plugin-edit': { route: `/plugins/${plugin}/edit` },
  run: { route: `/plugins/${plugin}/run` },
  release: { route: `/plugins/${plugin}/release`, ready: chooseFiles },
  storages: { route: '/storages' },
  storage: { route: '/storages/1' },
  'storage-new': { route: '/new-storage' },
  agents: { route: '/agents' },
});

async function showsLogAndChart(page) {
  await page.locator('.uplot').waitFor();
  await page.locator('.log-row').first().waitFor();
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
  const { values } = parseArgs({ options: { docs: { type: 'boolean' }, locale: { type: 'string', default: 'en-US' } } });
  const { locale } = values;
  const backend = await startBackend();
  const browser = await startBrowser();
  try {
    const all = pages(await seed(backend.client));
    await mkdir(values.docs ? DOCS : FOLDER, { recursive: true });
    if (values.docs) {
      for (const { page, as = page, ...options } of IN_DOCS)
        await shoot(browser, backend.url, all[page], options, join(DOCS, `console-${as}.png`));
      return;
    }
    for (const size of SIZES) {
      for (const colorScheme of SCHEMES) {
        for (const [name, page] of Object.entries(all)) {
          await shoot(browser, backend.url, page, { ...size, colorScheme, locale }, join(FOLDER, `${name}-${size.width}-${colorScheme}.png`));
        }
      }
    }
  } finally {
    await browser.close();
    await backend.remove();
  }
}

await main();
