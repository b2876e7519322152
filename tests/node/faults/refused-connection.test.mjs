// A refused connection proves that nothing was sent: every call may be sent again, and none can have been applied.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, ClientConnectionError, ClientResponseIncompleteError } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { CALLS } from '../../support/calls.mjs';
import { refusingUrl } from '../../support/fault-server.mjs';
import { rejected } from '../../support/rejected.mjs';

const baseUrl = await refusingUrl();
const file = new Uint8Array([1]);

/** Every method that sends one request, whatever its kind. */
const METHODS = {
  healthCheckAgent: (client) => client.healthCheckAgent('token'),
  listAgents: (client) => client.listAgents(),
  getPlugin: (client) => client.getPlugin(1),
  createPlugin: (client) => client.createPlugin({ name: 'p' }),
  updatePlugin: (client) => client.updatePlugin(1, {}),
  runPlugin: (client) => client.runPlugin(1, {}),
  getPluginRelease: (client) => client.getPluginRelease(1),
  getPluginReleaseByLookup: (client) => client.getPluginReleaseByLookup('p@1'),
  listPluginReleases: (client) => client.listPluginReleases(1),
  'createPluginRelease, a form': (client) => client.createPluginRelease({ plugin: 1, version: '1', file }),
  'createPluginRelease, JSON': (client) => client.createPluginRelease({ plugin: 1, version: '1', file: null }),
  getJob: (client) => client.getJob(1),
  listJobs: (client) => client.listJobs(),
  iterateJobs: (client) => client.iterateJobs().next(),
  updateJob: (client) => client.updateJob(1, {}),
  listJobConsoleLogs: (client) => client.listJobConsoleLogs(1),
  tailJobConsoleLogs: (client) => client.tailJobConsoleLogs(1).next(),
  createLogs: (client) => client.createLogs({ message: 'm' }),
  createServeApplication: (client) => client.createServeApplication({ job: 1 }),
  listServeApplications: (client) => client.listServeApplications(),
  iterateServeApplications: (client) => client.iterateServeApplications().next(),
  listStorages: (client) => client.listStorages(),
  getStorage: (client) => client.getStorage(1),
  createStorage: (client) => client.createStorage({ name: 's', provider: 'ftp' }),
  ...Object.fromEntries(CALLS.map(({ title, send }) => [title, send])),
};

for (const [name, call] of Object.entries(METHODS)) {
  test(`${name}: tried four times, and then told as a failed connection`, async (t) => {
    const clock = fakeClock(t);
    let sent = 0;
    const error = await rejected(call(new BackendClient({ baseUrl, timeout: 0, hooks: { onRequest: () => sent++ } })));
    assert.ok(error instanceof ClientConnectionError && !(error instanceof ClientResponseIncompleteError), error.stack);
    assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied, error.statusCode], ['connection', 4, false, null]);
    assert.equal(error.cause.cause.code, 'ECONNREFUSED');
    assert.match(error.message, /ECONNREFUSED$/);
    assert.equal(sent, 4);
    assert.equal(clock.waits.length, 3);
  });
}

test('a name that is not found proves it too', async (t) => {
  fakeClock(t);
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND backend.example'), { code: 'ENOTFOUND' });
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
  const error = await rejected(client.createPlugin({ name: 'p' }));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 4, false]);
});

test('a port that fetch refuses proves it too', async (t) => {
  fakeClock(t);
  const error = await rejected(new BackendClient({ baseUrl: 'http://127.0.0.1:6000' }).createPlugin({ name: 'p' }));
  assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['connection', 4, false]);
  assert.match(error.message, /bad port$/);
});

test('any other code proves nothing', async (t) => {
  fakeClock(t);
  for (const code of ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'EAI_AGAIN', 'CERT_HAS_EXPIRED']) {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
    const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
    const error = await rejected(client.createPlugin({ name: 'p' }));
    assert.deepEqual([error.code, error.attempts, error.mayHaveBeenApplied], ['response_incomplete', 1, true], code);
  }
});
