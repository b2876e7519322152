import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SANDBOX_TOKEN } from '../support/sandbox.mjs';
import { mirror } from './support/backends.mjs';
import { recipe } from './support/recipe.mjs';

let attempts = 0;
const { url, seen } = await mirror(({ url }) => {
  if (url === '/jobs/999/') return { status: 404, body: '{"detail": "No Job."}' };
  attempts += 1;
  return attempts === 1 ? { status: 503, headers: { 'Retry-After': '0' }, body: '' } : {};
});
const opentelemetry = await recipe('opentelemetry');

test('it compiles as strict TypeScript', async () => {
  const { code, stdout } = await opentelemetry.run('types');
  assert.equal(code, 0, stdout);
});

test('each call has its own span, which the backend can continue', async () => {
  const env = { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
  const { code, stdout, stderr } = await opentelemetry.run('start', { env });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^fulfilled rejected$/m);

  // The printed attributes, by the name of the span.
  const printed = stdout.split('instrumentationScope').slice(1);
  const spans = Object.fromEntries(printed.map((text) => [text.match(/name: '(get\w+)'/)?.[1], text]));
  for (const [name, path] of [['getPlugin', '/plugins/1/'], ['getJob', '/jobs/999/']]) {
    const [, traceId] = spans[name].match(/traceId: '(\w+)'/);
    const [, spanId] = spans[name].match(/\bid: '(\w+)'/);
    const sent = seen.filter((request) => request.url === path).map(({ headers }) => headers.traceparent);
    assert.deepEqual(sent, Array(name === 'getPlugin' ? 2 : 1).fill(`00-${traceId}-${spanId}-01`));
  }
  assert.match(spans.getPlugin, /name: 'retry',\s+attributes: \{ attempt: 1, delay_ms: 0, 'error\.type': 'server' \}/);
  assert.match(spans.getJob, /attributes: \{ 'error\.type': 'not_found' \},\s+status: \{ code: 2 \}/);
  assert.match(stdout, /http\.client\.request\.duration/);
  for (const status of [200, 404, 503]) assert.match(stdout, new RegExp(`'http\\.response\\.status_code': ${status}\\b`));
  assert.ok(!stdout.includes(SANDBOX_TOKEN));
});
