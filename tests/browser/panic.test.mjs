// A panic in the module, in Chromium, where an upload uses XMLHttpRequest.
import assert from 'node:assert/strict';
import { openPage, staticServer } from '../support/browser.mjs';
import { testPanics } from '../support/panic-tests.mjs';

const { page } = await openPage(`${await staticServer()}/tests/browser/page/panic.html`);

testPanics(async (...args) => {
  await page.reload();
  const { ended, uncaught } = await page.evaluate(runInPage, args);
  assert.deepEqual(uncaught, []);
  return ended;
});

async function runInPage([scenario, ...args]) {
  const uncaught = [];
  window.onerror = (message) => uncaught.push(message);
  window.onunhandledrejection = ({ reason }) => uncaught.push(String(reason));
  const module = await import('/target/panic-test/index.js');
  const panics = await import('/tests/support/panics.mjs');
  const ended = await panics[scenario](module, ...args);
  await new Promise((resolve) => setTimeout(resolve));
  return { ended, uncaught };
}
