// npm run measure: measures waiting times. The size and the paint of the first view; for a log of 100,000 lines, the time to the first and
// to the last line, and the frames while it grows and while it is scrolled.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { openConsole, startBackend, startBrowser } from '../tests/support/stage.mjs';

const LINES = 100_000;
const PER_REQUEST = 10_000;
const FRAMES = 300;

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const brotli = async (path) => brotliCompressSync(await readFile(at(path))).length;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

async function sizes() {
  const html = await readFile(at('../dist/index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `../dist/${path}`);
  const all = await Promise.all(scripts.map(brotli));
  const total = all.reduce((sum, size) => sum + size, 0);
  const client = all[scripts.findIndex((path) => path.includes('/client-'))];
  console.log(
    `first view, brotli: ${kilobytes(total)} of JavaScript, ${kilobytes(client)} of it the client, ${kilobytes(total - client)} the console`,
  );
}

async function longLog(client) {
  const plugin = await client.createPlugin({ name: 'Long' });
  const { job_id: job } = await client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  for (let first = 0; first < LINES; first += PER_REQUEST) {
    const console_logs = Array.from(
      { length: PER_REQUEST },
      (_, index) => `\u001b[36mbatch ${first + index}\u001b[0m loss ${Math.random()}`,
    );
    await client.updateJob(job, { console_logs });
  }
  await client.updateJob(job, { status: 'completed' });
  return job;
}

/** The times when a page requests a log, shows its first line and has all lines, and the ms between frames in between. */
function watchGrowth() {
  window.growth = new Promise((resolve) => {
    let first;
    const times = [];
    const step = (time) => {
      if (document.querySelector('.log-row')) {
        first ??= time;
        times.push(time);
      }
      if (!document.querySelector('.log-state-ended')) return window.requestAnimationFrame(step);
      const requests = performance.getEntriesByType('resource');
      const asked = requests.find(({ name }) => name.includes('console_logs')).startTime;
      const frames = times.slice(1).map((end, index) => end - times[index]);
      return resolve({ asked, first, last: time, frames });
    };
    window.requestAnimationFrame(step);
  });
}

/** The ms between frames while the log is scrolled by a tenth of a screen per frame, from the middle on. */
function scrollFrames(frames) {
  const log = document.querySelector('.log-lines');
  log.scrollTop = log.scrollHeight / 2;
  return new Promise((resolve) => {
    const times = [];
    const step = (time) => {
      times.push(time);
      log.scrollTop += 60;
      if (times.length <= frames) window.requestAnimationFrame(step);
      else resolve(times.slice(1).map((end, index) => end - times[index]));
    };
    window.requestAnimationFrame(step);
  });
}

/** For the job list of a connected user: the time of the first paint, and the layout shift afterwards. */
async function firstView(page, url) {
  await page.addInitScript(() => {
    window.shifted = 0;
    const add = (list) => list.getEntries().forEach(({ value }) => (window.shifted += value));
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  });
  await openConsole(page, url);
  await page.locator('tbody tr').first().waitFor();
  const [paint, shifted] = await page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.shifted]);
  console.log(`  painted first after ${Math.round(paint)} ms; cumulative layout shift ${shifted.toFixed(3)}`);
}

function frameTimes(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const share = (part) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  return `a frame every ${share(0.5)} ms (median), ${share(0.95)} ms (95 %), ${share(0.99)} ms (99 %)`;
}

async function main() {
  await sizes();
  const backend = await startBackend();
  const browser = await startBrowser();
  try {
    const job = await longLog(backend.client);
    await firstView(await browser.newPage(), backend.url);
    const page = await browser.newPage();
    await page.addInitScript(watchGrowth);
    await openConsole(page, backend.url, `/jobs/${job}`);
    const { asked, first, last, frames } = await page.evaluate(() => window.growth);
    const ms = (time) => `${Math.round(time)} ms`;
    console.log(`${LINES} lines: the first shown ${ms(first)} after the page was opened (${ms(first - asked)} after the log was asked for)`);
    console.log(`  the last after ${ms(last)}; meanwhile ${frameTimes(frames)}`);
    const search = performance.now();
    await page.getByLabel('Search the log').fill('batch 99');
    await page.locator('.log-hits').waitFor();
    console.log(`  searched: ${Math.round(performance.now() - search)} ms`);
    await page.getByLabel('Search the log').fill('');
    console.log(`  scrolled: ${frameTimes(await page.evaluate(scrollFrames, FRAMES))}`);
  } finally {
    await browser.close();
    await backend.remove();
  }
}

await main();
