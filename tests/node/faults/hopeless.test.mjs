// Faults that a retry cannot help, and limits that several retries share.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { rejected } from '../../support/rejected.mjs';

/** A client whose fetch always fails, with Node's error of this code. */
function failing(code) {
  let count = 0;
  const fetch = async () => {
    count += 1;
    throw Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('refused'), { code }) });
  };
  return { client: new BackendClient({ baseUrl: 'https://api.example', fetch }), count: () => count };
}

// https://nodejs.org/api/tls.html#x509-certificate-error-codes
const CODES = [
  'INVALID_PURPOSE', 'INVALID_CA', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH', 'UNSPECIFIED', 'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
];
for (const code of CODES) {
  test(`${code}: the certificate was refused, so nothing was sent, and nothing is sent again`, async () => {
    const { client, count } = failing(code);
    const error = await rejected(client.createPlugin({ name: 'p' }));
    assert.deepEqual([error.code, error.mayHaveBeenApplied, count()], ['connection', false, 1]);
    assert.match(error.message, /the certificate was refused/);
  });
}

test('waitForJob ends if the certificate is refused', async () => {
  const { client, count } = failing('CERT_HAS_EXPIRED');
  assert.equal((await rejected(client.waitForJob(1, { interval: 0 }))).code, 'connection');
  assert.equal(count(), 1);
});

test('before its first event, a live log makes as many attempts as any call', async (t) => {
  fakeClock(t);
  let count = 0;
  const broken = () => new ReadableStream({ pull: (controller) => controller.error(new Error('It broke.')) });
  const fetch = async () => {
    count += 1;
    if (count % 2) return new Response('', { status: 502 });
    return new Response(broken(), { headers: { 'Content-Type': 'text/event-stream' } });
  };
  const error = await rejected(new BackendClient({ baseUrl: 'https://api.example', fetch }).tailJobConsoleLogs(1).next());
  assert.deepEqual([error.attempts, count], [4, 4]);
});

test('an upload that its observer aborts at the start is not sent', async () => {
  let count = 0;
  const fetch = async () => {
    count += 1;
    return new Response('{}', { status: 201 });
  };
  const controller = new AbortController();
  const client = new BackendClient({ baseUrl: 'https://api.example', fetch });
  const onUploadProgress = () => controller.abort('stop');
  const data = { plugin: 1, version: '1', file: new Blob(['x']) };
  const upload = client.createPluginRelease(data, { signal: controller.signal, onUploadProgress });
  assert.equal(await upload.catch((reason) => reason), 'stop');
  assert.equal(count, 0);
});

test('a short tenant stays in texts, and a long one is redacted like a token', async () => {
  const detail = 'No product in prod for a-long-tenant-of-ours.';
  const fetch = async () => new Response(JSON.stringify({ detail }), { status: 400 });
  const messageFor = async (tenant) => (await rejected(new BackendClient({ baseUrl: 'https://api.example', tenant, fetch }).getJob(1))).message;
  assert.match(await messageFor('prod'), /No product in prod for/);
  assert.match(await messageFor('a-long-tenant-of-ours'), /in prod for \*\*\*/);
});
