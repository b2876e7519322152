// The time from the import to the first answer, on a stub, each time in a new process, or in a page with an empty cache.
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
  return [
    { ...table, title: 'Import to first answer, Node', rows: await inRounds(inNode, { rounds: quick ? 1 : 7, warmUp: 0 }) },
    { ...table, title: 'Import to first answer, Chromium', rows: await inChromium({ rounds: quick ? 2 : 9 }) },
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
  const { create } = await import(script);
  await create({ baseUrl: 'http://127.0.0.1', fetch: stubFetch }).getJob(1);
  return performance.now() - start;
}
