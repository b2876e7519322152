// The time from the import to the first request and to its answer, on a stub, each time in a new process, or in a page with an empty cache.
import { bundle, startBrowser } from '../lib/browser.mjs';
import { modules } from '../contestants/modules.mjs';
import { run } from '../lib/program.mjs';
import { inRounds } from '../lib/rounds.mjs';

export async function measure({ quick }) {
  const inNode = modules.map(({ name, file }) => {
    const module = new URL(`../contestants/${file}`, import.meta.url);
    return { name, sample: () => run('start.mjs', module) };
  });
  const table = { unit: 'ms', baseline: 'fetch' };
  const rowsInNode = await inRounds(inNode, { rounds: quick ? 1 : 7, warmUp: 0 });
  const pages = await inChromium({ rounds: quick ? 2 : 21 });
  const rowsTo = (moment) => pages.map(({ name, samples }) => ({ name, samples: samples.map((times) => times[moment]) }));
  return [
    { ...table, title: 'Import to first answer, Node', rows: rowsInNode },
    { ...table, title: 'Import to first request, Chromium', rows: rowsTo('request') },
    { ...table, title: 'Import to first answer, Chromium', rows: rowsTo('answer') },
  ];
}

async function inChromium(size) {
  const browser = await startBrowser(await bundle('lib/stub.mjs', ...modules.map(({ file }) => `contestants/${file}`)));
  const each = modules.map(({ name, file }) => ({
    name,
    sample: () => browser.evaluate(importAndCall, `/${file.replace('.mjs', '.js')}`),
  }));
  try {
    return await inRounds(each, size);
  } finally {
    await browser.stop();
  }
}

/** Runs in the page. */
async function importAndCall(script) {
  const { stubFetch } = await import('/stub.js');
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const { create } = await import(script);
  let request;
  const fetch = (...input) => {
    request ??= elapsed();
    return stubFetch(...input);
  };
  await create({ baseUrl: 'http://127.0.0.1', fetch }).getJob(1);
  return { request, answer: elapsed() };
}
