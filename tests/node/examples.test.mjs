import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';

const { url } = await sandbox();

/** Runs an example against the sandbox, unless `env` says otherwise. */
function example(name, env) {
  const file = fileURLToPath(new URL(`../../examples/${name}.mjs`, import.meta.url));
  return run(process.execPath, [file], { env: { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN, ...env } });
}

test('workflow.mjs completes the workflow, also with data from an earlier run', async () => {
  for (const number of [1, 2]) {
    const { code, stdout, stderr } = await example('workflow');
    assert.equal(code, 0, stderr);
    const lines = stdout.split('\n');
    const [created, uploaded, ...more] = lines;
    assert.equal(created, `Created plugin: ${number}`);
    assert.match(uploaded, /^Uploaded \d+ bytes$/);
    assert.deepEqual(more.slice(0, 2), [`Created release: ${number}`, `Started job: ${number}`]);
    assert.ok(lines.includes(`Job ${number}: completed (100%)`), stdout);
    assert.match(stdout, /INFO: Step 5 of 5\n[^]*INFO: Simulated run completed\n[^]*Job completed successfully!\nResult: \{/);
    assert.match(stdout, /quality: 0\.9, format: 'png'/);
  }
});

test('error-handling.mjs distinguishes the errors', async () => {
  const { code, stdout, stderr } = await example('error-handling');
  assert.equal(code, 0, stderr);
  assert.match(stdout, /A run that is fine:\n\{ job_id: \d+, status: 'queued' \}/);
  assert.match(stdout, /Plugin 999999999 not found/);
  assert.match(stdout, /Invalid parameters: \{\s+parameters: \{ steps:/);
  assert.match(stdout, /Unexpected error \(authentication, status 401\): .*Invalid token\./);
  assert.match(stdout, /Unexpected error \(connection, status null\): .*ECONNREFUSED/);
});

test("an example without the backend's URL says how to set it", async () => {
  const { code, stderr } = await example('workflow', { SYNAPSE_BASE_URL: '' });
  assert.equal(code, 1);
  assert.match(stderr, /^Set SYNAPSE_BASE_URL \(where the backend is\)/);
});

test('an example that fails prints one line', async () => {
  const { code, stderr } = await example('workflow', { SYNAPSE_API_TOKEN: 'wrong' });
  assert.equal(code, 1);
  assert.equal(stderr, 'AuthenticationError: 401 Unauthorized: POST /plugins/: Invalid token.\n');
});
