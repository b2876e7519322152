// The cost of a call without the network, on an injected fetch that returns at once.
import { bundle, startBrowser } from '../lib/browser.mjs';
import { measureCalls } from '../page/call.mjs';

export async function measure({ quick }) {
  const size = quick ? { count: 200, rounds: 7 } : { count: 2000, rounds: 15 };
  const table = { unit: 'µs', baseline: 'fetch' };
  return [
    { ...table, title: 'Overhead of a call on a stub, Node', rows: await measureCalls(size) },
    { ...table, title: 'Overhead of a call on a stub, Chromium', rows: await inChromium(size) },
  ];
}

async function inChromium(size) {
  const browser = await startBrowser(await bundle('page/call.mjs'));
  try {
    return await browser.evaluate(async (size) => (await import('/call.js')).measureCalls(size), size);
  } finally {
    await browser.stop();
  }
}
