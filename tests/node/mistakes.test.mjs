// Common mistakes with JavaScript clients, each with the message that says what to do.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BackendClient, InvalidRequestError, fileFromPath } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

delete process.env.SYNAPSE_BASE_URL;

const backend = await server((_, response) => json(response, { id: 1 }));
const client = new BackendClient({ baseUrl: backend.url, apiToken: 'token' });
const make = (options) => new BackendClient({ baseUrl: backend.url, ...options });
const promise = Promise.resolve(1);
const here = fileURLToPath(import.meta.url);
const file = new Uint8Array([1]);
const release = (more) => client.createPluginRelease({ plugin: 1, version: '1', ...more });

const AWAIT = 'is a Promise: is an await missing?';
const CALLBACK = 'must be a plain object, not Function: calls answer with promises, not callbacks';
const FILE = 'file must be a File, Blob, Uint8Array or ArrayBuffer; a path? await fileFromPath(path); a list? its [0]';
const ID = 'must be a whole number or a string';

/** By the message: the mistake. */
const SLIPS = {
  'options must be an object: { baseUrl, apiToken }': [
    () => new BackendClient(backend.url, 'token'),
    () => new BackendClient(new URL(backend.url)),
  ],
  [`options ${AWAIT}`]: [() => new BackendClient(promise), () => client.getPlugin(1, promise)],
  [`baseUrl ${AWAIT}`]: [() => make({ baseUrl: promise })],
  [`apiToken ${AWAIT}`]: [() => make({ apiToken: promise })],
  [`headers ${AWAIT}`]: [() => make({ headers: promise })],
  [`getJob: the id ${AWAIT}`]: [() => client.getJob(promise)],
  [`data ${AWAIT}`]: [() => client.createPlugin(promise), () => client.createLogs(promise)],
  [`name ${AWAIT}`]: [() => client.createPlugin({ name: promise })],
  [`config.a ${AWAIT}`]: [() => release({ file, config: { a: promise } }), () => release({ file: null, config: { a: promise } })],
  [`plugin ${AWAIT}`]: [
    () => client.createPluginRelease({ plugin: promise, version: '1', file }),
    () => client.listPluginReleases(promise),
  ],
  [`file ${AWAIT}`]: [() => release({ file: fileFromPath(here) }), () => client.createLogs({ file: promise })],
  [`params.plugin ${AWAIT}`]: [() => client.listJobs({ plugin: promise })],
  [`path ${AWAIT}`]: [() => fileFromPath(promise), () => client.request('GET', promise)],

  'tenant must be a string': [() => make({ tenant: { code: 'acme' } }), () => make({ tenant: () => 'acme' })],
  'headers.X-Y is not a header name (no colon, no space)': [() => make({ headers: { 'X-Y: 1': '' } })],
  'logger must have the methods debug, info, warn and error, as console has': [
    () => make({ logger: true }),
    () => make({ logger: console.log }),
  ],
  'retry must be false, or an object such as { limit: 3 }': [
    () => make({ retry: 3 }),
    () => make({ retry: true }),
    () => client.getJob(1, null, { retry: 3 }),
  ],
  'hooks must be a plain object, not Function': [() => make({ hooks() {} })],

  [`options ${CALLBACK}`]: [() => client.getPlugin(1, () => {}), () => client.createPlugin({ name: 'p' }, () => {})],
  [`params ${CALLBACK}`]: [() => client.listJobs(() => {}), () => client.iterateJobs(() => {}).next()],
  'options must be a plain object, not Number': [() => client.getPlugin(1, 5000)],
  'params must be a plain object, not String': [() => client.listJobs('status=failed')],
  'data must be a plain object, not Array': [() => client.createPlugin([])],
  'data is undefined: it must be a plain object': [() => client.runPlugin(1)],
  'params.status must be a string, a finite number, a boolean or a Date, or a list of these': [
    () => client.listJobs({ status: new Set() }),
  ],
  'signal must be an AbortSignal, such as controller.signal': [() => client.getPlugin(1, { signal: new AbortController() })],
  'timeout must be a finite number of milliseconds, 0 or more': [
    () => client.getPlugin(1, { timeout: '5s' }),
    () => make({ timeout: '30' }),
  ],
  'deadline must be a finite number of milliseconds, 0 or more': [() => client.waitForJob(1, { deadline: new Date() })],

  [`waitForJob: the id ${ID}, not Object: pass its id`]: [() => client.waitForJob({ job_id: 1 })],
  [`getJob: the id ${ID}, not Array`]: [() => client.getJob([1])],
  'getJob: the id must be a whole number from 0 to 2^53 - 1': [
    () => client.getJob(2 ** 60),
    () => client.getJob(NaN),
    () => client.getJob(1.5),
  ],
  'config must be a string, a finite number, a boolean or a Date, or JSON data': [() => release({ file, config: new Map() })],
  'signal is an option of the call: it goes in the last argument': [
    () => client.createPlugin({ name: 'p', signal: new AbortController().signal }),
  ],
  'onUpdate is an option of the call: it goes in the last argument': [() => client.runPlugin(1, { onUpdate() {} })],
  'onUploadProgress is an option of the call: it goes in the last argument': [() => release({ file, onUploadProgress() {} })],
  'a.b must be JSON data, not Uint8Array': [() => client.createPlugin({ name: 'p', a: { b: Buffer.from('a') } })],
  'e must be JSON data, not Error': [() => client.createPlugin({ name: 'p', e: new TypeError('x') })],
  'data must be JSON data, not FormData': [() => client.request('POST', 'x/', { data: new FormData() })],
  [FILE]: [
    () => release({ file: './plugin.zip' }),
    () => release({ file: unread(createReadStream(here)) }),
    () => release({ file: new Blob(['a']).stream() }),
    () => release({ file: new URL(import.meta.url) }),
    () => release({ file: [new Blob(['a'])] }),
    () => client.createLogs({ file: unread(createReadStream(here)) }),
  ],
};

/** A stream that leaves no file open. */
const unread = (stream) => stream.destroy();

for (const [message, slips] of Object.entries(SLIPS)) {
  slips.forEach((slip) => {
    test(`${String(slip).slice(6)}: ${message}`, async () => {
      const error = await rejected(Promise.resolve().then(slip));
      assert.ok(error instanceof InvalidRequestError, String(error));
      assert.equal(error.message, message);
      assert.deepEqual(backend.requests, []);
    });
  });
}

test('options that are one argument too late are refused', async () => {
  const options = { timeout: 5_000 };
  const refused = {
    getPlugin: await rejected(client.getPlugin(1, null, options)),
    waitForJob: await rejected(client.waitForJob(1, undefined, options)),
    tailJobConsoleLogs: await rejected(client.tailJobConsoleLogs(1, null, options).next()),
  };
  for (const [name, { message, field }] of Object.entries(refused)) {
    assert.deepEqual([message, field], [`options are argument 2 of ${name}, its last one`, 'options']);
  }
  for (const name of ['getJob', 'listPluginReleases', 'runPlugin', 'updateJob']) {
    const { message } = await rejected(client[name](1, undefined, null, options));
    assert.equal(message, `options are argument 3 of ${name}, its last one`);
  }
  await client.getPlugin(1, options, undefined);
  assert.equal(backend.requests.splice(0).length, 1);
});

test('tokens of any other form are sent as they are', async () => {
  for (const apiToken of ['Token', 'bearer', 'a b', 'Tokens a', 'a"b"', '"a']) {
    await make({ apiToken }).getJob(1);
    assert.equal(backend.requests.pop().headers['synapse-access-token'], `Token ${apiToken}`);
  }
});
