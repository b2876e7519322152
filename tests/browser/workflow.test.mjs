import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { openPage, staticServer } from '../support/browser.mjs';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../support/sandbox.mjs';

// All headers of the client that a browser names in its preflight.
const tokens = { apiToken: SANDBOX_TOKEN, authorizationToken: 'other', agentToken: 'agent-token', tenant: 'acme' };
const { url } = await sandbox('--agent-token', tokens.agentToken, '--tenant', tokens.tenant);
const origin = await staticServer();
const { page, errors } = await openPage(`${origin}/tests/browser/page/index.html`);

const bytes = zip({ 'weights.bin': randomBytes(8 << 20) });
const file = join(await temporaryFolder(), 'größe 8 MB.zip');
await writeFile(file, bytes);

await page.evaluate((options) => window.app.connect(options), { baseUrl: url, ...tokens });

test('the workflow, from a page on another origin', async () => {
  await page.setInputFiles('input', file);
  const { release, job, updates, logs, jobs, count } = await page.evaluate(() => window.app.workflow());
  assert.deepEqual(release.file, {
    name: 'größe 8 MB.zip',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  assert.equal(release.changelog, 'Größe 😀');
  assert.deepEqual([job.status, job.progress, updates.at(-1)], ['completed', 100, 'completed']);
  assert.deepEqual(logs.map(({ message }) => message), [
    'Simulated run of 2 steps started',
    'Step 1 of 2',
    'Step 2 of 2',
    'Simulated run completed',
  ]);
  assert.deepEqual([jobs.map(({ id }) => id), count], [[job.id], 1]);
  assert.deepEqual(errors, []);
});

test('an agent responds', async () => {
  const listed = await fetch(`${url}/agents/`, {
    headers: { 'Synapse-Access-Token': `Token ${SANDBOX_TOKEN}`, 'Synapse-Tenant': `Token ${tokens.tenant}` },
  });
  const [agent] = (await listed.json()).results;
  const health = await page.evaluate((token) => window.app.checkAgent(token), agent.token);
  assert.equal(health.status, 'connected');
  assert.deepEqual(errors, []);
});

test('a missing plugin rejects with NotFoundError', async () => {
  const error = await page.evaluate(() => window.app.missingPlugin());
  assert.deepEqual({ ...error, requestId: typeof error.requestId }, {
    isTyped: true,
    name: 'NotFoundError',
    code: 'not_found',
    statusCode: 404,
    message: '404 Not Found: GET /plugins/999/: No Plugin matches the given query.',
    response: { detail: 'No Plugin matches the given query.' },
    requestId: 'string',
    attempts: 1,
  });
  // The browser itself reports every 404.
  assert.equal(errors.splice(0).length, 1);
});

test('a base URL may be relative to the page', async () => {
  assert.equal(await page.evaluate(() => window.app.connect({ baseUrl: '/api/' })), `${origin}/api`);
  assert.equal(await page.evaluate((options) => window.app.connect(options), { baseUrl: url, ...tokens }), url);
});

test('an aborted upload rejects with the reason', async () => {
  assert.equal(await page.evaluate(() => window.app.abortedUpload()), 'changed my mind');
  assert.deepEqual(errors, []);
});
