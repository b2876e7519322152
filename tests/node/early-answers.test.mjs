// Uploads that are answered before their body was sent: the call settles at once, and nothing of it remains in the connection or the
// module. In a file of its own, because a failure leaves the module of this process unusable.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { json, server } from '../support/server.mjs';
import { streamServer } from './long/support/stream-server.mjs';

const bounded = { timeout: 5_000 };
const other = await server((request, response) => json(response, { id: 1, url: request.url }));

/** Answers before the body has arrived, and continues to read. */
const early = (status, body) => (request, response) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body);
  request.resume();
};
const EARLY = {
  'a 201': early(201, '{"id": 7}'),
  'a 400': early(400, '{"version": ["No."]}'),
  'a 413': early(413, '{}'),
  'a 200 of HTML': early(200, '<p>'),
};
const settled = (promise) => promise.then((value) => value, (error) => error);
const large = new Blob([new Uint8Array(32 << 20)]);
const upload = (client, options) => settled(client.createPluginRelease({ plugin: 1, version: '1', file: large }, options));

for (const [what, serve] of Object.entries(EARLY)) {
  test(`an upload that is answered before all of it was sent (${what}): no callback is called after it has settled`, bounded, async () => {
    const { url } = await streamServer(serve);
    const reported = [];
    const hooks = { onRequest: (event) => reported.push(event), onResponse: (event) => reported.push(event) };
    const client = new BackendClient({ baseUrl: url, hooks, retry: false });
    await upload(client, { onUploadProgress: (event) => reported.push(event) });
    const before = reported.length;
    assert.ok(before > 2);
    for (let i = 0; i < 50; i += 1) await setImmediate();
    assert.deepEqual(reported.slice(before), []);
  });

  test(`after an upload that is answered before all of it was sent (${what}), other calls work`, bounded, async () => {
    const { url } = await streamServer(serve);
    const client = new BackendClient({ baseUrl: other.url, retry: false });
    for (let i = 0; i < 3; i += 1) {
      await upload(new BackendClient({ baseUrl: url, retry: false }));
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      for (const pk of [1, 'a', 7n]) assert.equal((await client.getJob(pk, { expand: 'logs' })).url, `/jobs/${pk}/?expand=logs`);
    }
  });

  test(`an upload after one that was answered before all of it was sent (${what})`, bounded, async () => {
    const { url } = await streamServer(serve);
    const client = new BackendClient({ baseUrl: url, retry: false });
    const first = await upload(client);
    for (let i = 0; i < 3; i += 1) assert.deepEqual((await upload(client)).message, first.message);
  });
}

