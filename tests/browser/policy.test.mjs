// In a page whose policy forbids WebAssembly, an error says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, staticServer } from '../support/browser.mjs';

const { page } = await openPage(`${await staticServer()}/tests/browser/page/no-wasm.html`);

for (const how of ['new BackendClient', 'init', 'jobState', 'slim, init', 'slim, initSync']) {
  test(`without 'wasm-unsafe-eval', ${how}: an error that says what to add to script-src`, async () => {
    const outcome = await page.evaluate((how) => window.run(how), how);
    const words = "the Content-Security-Policy forbids: add 'wasm-unsafe-eval' to script-src";
    const message = `synapse-backend-client needs WebAssembly, which ${words}`;
    assert.deepEqual(outcome, ['InvalidRequestError', message, 'CompileError']);
  });
}
