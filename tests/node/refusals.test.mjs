import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { METHODS } from '../support/methods.mjs';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

// A developer may have set it. The tests set the URL themselves.
delete process.env.SYNAPSE_BASE_URL;

const backend = await server((request, response) => json(response, { id: 1 }));
const client = new BackendClient({ baseUrl: backend.url, apiToken: 'token' });
const cycle = { name: 'x' };
cycle.self = cycle;
const file = new Uint8Array([1]);
const foreign = { size: 5, arrayBuffer() {} };

const bases = [
  undefined, '', 'api.synapse.sh', './api', '//api.synapse.sh', '/\\api.synapse.sh', 'ftp://api.synapse.sh', 'https://user:pass@api.synapse.sh',
  'https://h/?a=1', 'https://h/#a', 7,
];

for (const baseUrl of bases) {
  test(`baseUrl: ${baseUrl}`, () => refusesOptions({ baseUrl }, 'baseUrl'));
}

for (const given of [undefined, {}]) {
  test(`new BackendClient(${given && '{}'}): options are optional, baseUrl is missing`, () => refusesOptions(given, 'baseUrl'));
}

for (const [name, call] of Object.entries(METHODS)) {
  test(`baseUrl: /api, without a page that it could be relative to: ${name}`, async () => {
    const fetch = () => assert.fail('something was sent');
    const relative = new BackendClient({ baseUrl: '/api', apiToken: 'token', fetch });
    for (const each of [relative, client.withOptions({ baseUrl: '/', fetch })]) refused(await rejected(call(each)), 'baseUrl');
  });
}

const options = [
  ['options', 'https://api.synapse.sh'],
  ['apiToken', { apiToken: 'with space ' }],
  ['apiToken', { apiToken: 'line\nbreak' }],
  ['accessToken', { accessToken: 'schlüssel' }],
  ['apiToken', { apiToken: 'Token secret' }],
  ['accessToken', { accessToken: 'Token secret' }],
  ['authorizationToken', { authorizationToken: 'Token secret' }],
  ['agentToken', { agentToken: 'Token secret' }],
  ['tenant', { tenant: 'Token acme' }],
  ['tenant', { tenant: 7 }],
  ['timeout', { timeout: -1 }],
  ['timeout', { timeout: NaN }],
  ['retry.limit', { retry: { limit: 1.5 } }],
  ['retry.unsafe', { retry: { unsafe: 'yes' } }],
  ['retry', { retry: 3 }],
  ['headers.X Y', { headers: { 'X Y': '1' } }],
  ['headers.X', { headers: { X: 'a\nb' } }],
  ['fetch', { fetch: 'fetch' }],
  ['hooks.onRequest', { hooks: { onRequest: true } }],
  ['hooks.onrequest', { hooks: { onrequest() {} } }],
  ['baseURL', { baseURL: 'https://api.synapse.sh' }],
];

for (const [field, given] of options) {
  const whole = typeof given === 'object' ? { baseUrl: backend.url, ...given } : given;
  test(`new BackendClient: ${field}`, () => refusesOptions(whole, field));
}

/** Each call, by the argument that is refused. */
const calls = [
  ['pk', 'empty', () => client.getPlugin('')],
  ['pk', 'a dot segment', () => client.getPlugin('..')],
  ['pk', 'negative', () => client.getPlugin(-1)],
  ['pk', 'a negative bigint', () => client.getPlugin(-1n)],
  ['pk', 'no integer', () => client.getJob(1.5)],
  ['pk', 'NaN', () => client.getJob(NaN)],
  ['pk', 'beyond what a number holds', () => client.getJob(2 ** 53)],
  ['pk', 'missing', () => client.getStorage()],
  ['pk', 'an object', () => client.updateJob({ id: 1 }, {})],
  ['pk', 'with a control character', () => client.listJobConsoleLogs('1\n2')],
  ['pk', 'half a character', () => client.getPlugin('\ud800')],
  ['token', 'empty', () => client.healthCheckAgent('')],
  ['name', 'missing', () => client.createPlugin({ description: 'no name' })],
  ['name', 'undefined', () => client.createPlugin({ name: undefined })],
  ['data', 'missing', () => client.createPlugin()],
  ['data', 'a list', () => client.updatePlugin(1, [])],
  ['data', 'null', () => client.updatePlugin(1, null)],
  ['data', 'text', () => client.runPlugin(1, 'run')],
  ['plugin', 'missing', () => client.createPluginRelease({ version: '1', file })],
  ['version', 'missing', () => client.createPluginRelease({ plugin: 1, file })],
  ['version', 'null in a form', () => client.createPluginRelease({ plugin: 1, version: null, file })],
  ['file', 'missing', () => client.createPluginRelease({ plugin: 1, version: '1' })],
  ['file', 'a path', () => client.createPluginRelease({ plugin: 1, version: '1', file: '/path/to/plugin.zip' })],
  ['file', 'what only looks like a Blob', () => client.createPluginRelease({ plugin: 1, version: '1', file: foreign })],
  ['config', 'bytes in a field', () => client.createPluginRelease({ plugin: 1, version: '1', file, config: file })],
  ['file', 'a list of numbers', () => client.createPluginRelease({ plugin: 1, version: '1', file: [1, 2] })],
  ['name', 'missing', () => client.createStorage({ provider: 'ftp' })],
  ['provider', 'missing', () => client.createStorage({ name: 'x' })],
  ['progress', 'above 100', () => client.updateJob(1, { progress: 101 })],
  ['progress', 'below 0', () => client.updateJob(1, { progress: -1 })],
  ['progress', 'text', () => client.updateJob(1, { progress: '50' })],
  ['progress', 'NaN', () => client.updateJob(1, { progress: NaN })],
  ['result.accuracy', 'Infinity', () => client.updateJob(1, { result: { accuracy: Infinity } })],
  ['parameters.rates.1', 'NaN', () => client.runPlugin(1, { parameters: { rates: [1, NaN] } })],
  ['self', 'a cycle', () => client.createPlugin(cycle)],
  ['count', 'a bigint', () => client.createPlugin({ name: 'x', count: 1n })],
  ['params.plugin', 'an object', () => client.listJobs({ plugin: { id: 1 } })],
  ['params.created_after', 'an invalid date', () => client.listJobs({ created_after: new Date(NaN) })],
  ['params.plugin', 'a list in a list', () => client.listJobs({ plugin: [[1]] })],
  ['name', 'half a character', () => client.listJobs({ '\ud800': 1 })],
  ['params', 'text', () => client.listJobs('status=failed')],
  ['timeOut', 'unknown', () => client.getPlugin(1, { timeOut: 5 })],
  ['timeout', 'text', () => client.getPlugin(1, { timeout: '5' })],
  ['signal', 'a controller', () => client.getPlugin(1, { signal: new AbortController() })],
  ['intervall', 'unknown', () => client.waitForJob(1, { intervall: 5 })],
  ['interval', 'negative', () => client.waitForJob(1, { interval: -5 })],
  ['deadline', 'zero', () => client.waitForJob(1, { deadline: 0 })],
  ['deadline', 'negative', () => client.waitForJob(1, { deadline: -1 })],
];

for (const [field, why, call] of calls) {
  const [, words] = /client\.(.*)$/.exec(call);
  test(`${field} ${why}: ${words}`, async () => {
    // The promise rejects; the call itself does not throw.
    refused(await rejected(call()), field);
  });
}

test('a token from a function that begins with its scheme', async () => {
  for (const apiToken of [() => 'Token secret', async () => 'Token secret']) {
    const error = await rejected(client.withOptions({ apiToken }).getPlugin(1));
    refused(error, 'apiToken');
    assert.doesNotMatch(error.message, /secret/);
  }
});

/** The suggestion for an unknown option. */
const meant = {
  baseUrl: ['baseURL', 'base_url', 'base', 'url', 'apiUrl', 'host'],
  apiToken: ['api_token', 'token', 'apiKey', 'api_key', 'authToken'],
  agentToken: ['agent_token'],
  authorizationToken: ['authorization'],
  timeout: ['timeOut', 'timeout_ms', 'timeoutSeconds', 'requestTimeout'],
  'retry.limit': ['retries', 'maxRetries', 'max_retries'],
  logLevel: ['loglevel', 'log_level', 'level'],
  credentials: ['credential', 'withCredentials'],
};

for (const [name, slips] of Object.entries(meant)) {
  test(`an unknown option is refused with a suggestion: ${name}`, () => {
    for (const slip of slips) {
      assert.throws(() => client.withOptions({ [slip]: 1 }), { field: slip, message: `${slip} is unknown; is ${name} meant?` });
    }
  });
}

test('an unknown option of a call, or of retry, is refused in the same way', async () => {
  const text = async (call) => (await rejected(call)).message;
  for (const slip of ['throwOnFail', 'throwOnFailed', 'throwOnError', 'throw_on_failure']) {
    assert.equal(await text(client.waitForJob(1, { [slip]: true })), `${slip} is unknown; is throwOnFailure meant?`);
  }
  assert.equal(await text(client.waitForJob(1, { pollInterval: 1 })), 'pollInterval is unknown; is interval meant?');
  assert.equal(await text(client.getPlugin(1, { abortSignal: undefined, abort_signal: 1 })), 'abort_signal is unknown; is signal meant?');
  assert.equal(await text(client.getPlugin(1, { retry: { maxRetries: 1 } })), 'retry.maxRetries is unknown; is limit meant?');
  assert.equal(await text(client.request('POST', 'x/', { body: {} })), 'body is unknown; is data meant?');
  const release = { plugin: 1, version: '1', file };
  assert.equal(await text(client.createPluginRelease(release, { onProgress() {} })), 'onProgress is unknown; is onUploadProgress meant?');
});

test('without a similar option, the message lists all', async () => {
  const names = 'signal, timeout, retry, headers';
  for (const slip of ['expand', 'body', 'cache', 'x', '']) {
    assert.equal((await rejected(client.getPlugin(1, { [slip]: 1 }))).message, `${slip} is unknown; known are ${names}`.trim());
  }
  const message = 'hooks.onError is unknown; known are onRequest, onResponse, onRetry';
  assert.throws(() => client.withOptions({ hooks: { onError() {} } }), { message });
});

test('the message is short, however long a name is', async () => {
  const name = 'x'.repeat(10_000);
  const error = await rejected(client.createPlugin({ name: 'p', [name]: 1n }));
  assert.ok(error.message.length <= 300, `${error.message.length} characters`);
  assert.equal(error.field, name);
});

test('a call with an aborted signal sends nothing', async () => {
  const reason = new Error('too late');
  assert.equal(await rejected(client.getPlugin(1, { signal: AbortSignal.abort(reason) })), reason);
});

test('none of these calls reached the backend', () => {
  assert.deepEqual(backend.requests, []);
});

function refusesOptions(given, field) {
  assert.throws(
    () => new BackendClient(given),
    (error) => refused(error, field),
  );
}

function refused(error, field) {
  assert.ok(error instanceof InvalidRequestError, String(error));
  assert.deepEqual([error.code, error.field, error.attempts, error.statusCode], ['invalid_request', field, 0, null]);
  assert.match(error.message, field === 'pk' ? /^\w+: the id / : new RegExp(`^${field.replace(/[.*[\]]/g, '\\$&')} `));
  assert.equal(error.mayHaveBeenApplied, false);
  return true;
}
