// In a page whose policy forbids WebAssembly, an error says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, staticServer } from '../support/browser.mjs';

const { page } = await openPage(`${await staticServer()}/tests/browser/page/no-wasm.html`);

for (const how of ['new BackendClient', 'init', 'jobState', 'slim, init', 'slim, initSync']) {
  test(`a policy without 'wasm-unsafe-eval', ${how}: an error that names the directive`, async () => {
    const outcome = await page.evaluate((how) => window.run(how), how);
    const message = "synapse-backend-client needs WebAssembly, which the Content-Security-Policy must allow by 'wasm-unsafe-eval'";
    assert.deepEqual(outcome, ['InvalidRequestError', message, 'CompileError']);
  });
}
