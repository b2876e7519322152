import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError } from 'synapse-backend-client';
import { localStorage } from '../support/document.mjs';
import { quick, soon, startJob } from '../support/jobs.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';
import { json, server } from '../support/server.mjs';

const { client } = await sandbox('--page-size', '2');

test('listStorages reads every page', async () => {
  const created = [];
  for (let i = 0; i < 5; i += 1) created.push((await client.createStorage({ ...localStorage, name: `Storage ${i}` })).id);
  const storages = await client.listStorages();
  assert.deepEqual(storages.map(({ id }) => id), created);
});

test('listStorages accepts a server without paging', async () => {
  const backend = await server((request, response) => json(response, [{ id: 1 }, { id: 2 }]));
  assert.deepEqual(await new BackendClient({ baseUrl: backend.url }).listStorages(), [{ id: 1 }, { id: 2 }]);
});

test('listJobConsoleLogs returns every line, with its time and level', async () => {
  const { job } = await startJob(client, quick);
  await client.waitForJob(job, soon);
  const logs = await client.listJobConsoleLogs(job);
  assert.deepEqual(logs.map(({ level, message }) => `${level} ${message}`), [
    'INFO Simulated run of 3 steps started',
    'INFO Step 1 of 3',
    'INFO Step 2 of 3',
    'INFO Step 3 of 3',
    'INFO Simulated run completed',
  ]);
  assert.ok(logs.every(({ timestamp }) => Date.parse(timestamp) > 0));
});

test('listJobConsoleLogs reads every page, and sends the tokens with each', async () => {
  const lines = Array.from({ length: 5 }, (_, i) => ({ timestamp: '2026-01-01T00:00:00Z', level: 'INFO', message: `${i}` }));
  const backend = await server(({ url, headers }, response) => {
    const page = Number(new URL(url, 'http://any').searchParams.get('page') ?? 1);
    const next = page < 3 ? `http://${headers.host}/api/jobs/1/console_logs/?page=${page + 1}` : null;
    json(response, { count: 5, next, previous: null, results: lines.slice(2 * page - 2, 2 * page) });
  });
  const paged = new BackendClient({ baseUrl: `${backend.url}/api`, apiToken: 'secret' });
  assert.deepEqual(await paged.listJobConsoleLogs(1), lines);
  assert.deepEqual(backend.requests.map(({ url }) => url), [
    '/api/jobs/1/console_logs/',
    '/api/jobs/1/console_logs/?page=2',
    '/api/jobs/1/console_logs/?page=3',
  ]);
  assert.ok(backend.requests.every(({ headers }) => headers['synapse-access-token'] === 'Token secret'));
});

test('url_host is sent for every page, whatever its `next` contains', async () => {
  const nexts = ['?page=2', '?page=3#here', '?page=4&url_host=own', null];
  const backend = await server((request, response) => json(response, { results: [], next: nexts[backend.requests.length - 1] }));
  await new BackendClient({ baseUrl: backend.url, urlHost: 'a&b' }).listStorages();
  assert.deepEqual(backend.requests.map(({ url }) => url), [
    '/storages/?url_host=a%26b',
    '/storages/?page=2&url_host=a%26b',
    '/storages/?page=3&url_host=a%26b',
    '/storages/?page=4&url_host=own',
  ]);
});

test('a next page on another origin is refused, because the tokens would be sent there', async () => {
  const stranger = await server((request, response) => json(response, []));
  const backend = await server((request, response) => json(response, { next: `${stranger.url}/storages/?page=2`, results: [{ id: 1 }] }));
  const error = await rejected(new BackendClient({ baseUrl: backend.url, apiToken: 'secret' }).listStorages());
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(error.code, 'invalid_response');
  assert.deepEqual(stranger.requests, []);
});

test('pages that lead back to each other are refused', { timeout: 10_000 }, async () => {
  const backend = await server(({ headers }, response) => json(response, { next: `http://${headers.host}/storages/?page=2`, results: [] }));
  const error = await rejected(new BackendClient({ baseUrl: backend.url }).listStorages());
  assert.ok(error instanceof InvalidResponseError);
  assert.equal(backend.requests.length, 2);
});
