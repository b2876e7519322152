// The stack of every error contains the caller: of each method, each kind of failure, and each step of a loop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, fileFromPath } from 'synapse-backend-client';
import * as slim from 'synapse-backend-client/slim';
import { refusingUrl } from '../support/fault-server.mjs';
import { METHODS } from '../support/methods.mjs';
import { json, server } from '../support/server.mjs';

let answer;
const backend = await server((request, response) => answer(request, response));
const fast = { retry: { limit: 1, baseDelay: 0 }, apiToken: 'token' };
const client = new BackendClient({ baseUrl: backend.url, ...fast });
const refusing = new BackendClient({ baseUrl: await refusingUrl(), ...fast });
const calls = { ...METHODS, waitForJob: (c) => c.waitForJob(1) };

/** The error of a call. The test looks for the function's name in its stack. */
async function theCaller(call) {
  try {
    // On a line of its own, because an await in a `return` leaves no frame.
    const value = await call();
    return assert.fail(`it was fulfilled: ${JSON.stringify(value)}`);
  } catch (error) {
    return error;
  }
}

/** A loop by itself, so its frame is the only one. */
async function theLoop(items) {
  const seen = [];
  try {
    for await (const item of items) seen.push(item);
  } catch (error) {
    return Object.assign(error, { seen });
  }
  return assert.fail('it ended well');
}

function named(error, name = 'theCaller') {
  assert.ok(error instanceof Error, String(error));
  assert.match(error.stack, new RegExp(`^\\s+at (async )?${name} \\(.*stacks\\.test\\.mjs:\\d+:\\d+\\)$`, 'm'));
  assert.ok(error.stack.startsWith(`${error.name}: ${error.message}`), error.stack);
}

const status = (code) => (request, response) => json(response, { detail: 'No.' }, code);
const html = (request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>');
const cut = (request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 9 });
  response.write('{', () => response.socket.destroy());
};

for (const [name, call] of Object.entries(calls)) {
  const FAULTS = { 'a 400': status(400), 'a 404': status(404), 'a 503 twice': status(503), 'HTML': html, 'a break in the body': cut };
  for (const [what, behaviour] of Object.entries(FAULTS)) {
    if (name === 'waitForJob' && /503|break/.test(what)) continue; // continues
    test(`${name}: ${what}`, async () => {
      answer = behaviour;
      named(await theCaller(() => call(client)));
    });
  }

  test(`${name}: no server, a timeout, an abort whose reason has no stack, a refused argument`, async () => {
    if (name !== 'waitForJob') named(await theCaller(() => call(refusing)));
    // An upload has only its own timeout.
    const silent = client.withOptions({ timeout: 1, fetch: () => new Promise(() => {}) });
    if (!/waitForJob|a form|multipart/.test(name)) named(await theCaller(() => call(silent)));
    const relative = client.withOptions({ baseUrl: '/api' });
    named(await theCaller(() => call(relative)));
    named(await theCaller(() => call(client.withOptions({ apiToken: () => 7 }))));
  });
}

test('refused arguments', async () => {
  for (const call of [
    () => client.getPlugin(''), () => client.createPlugin({}), () => client.listJobs(new Map()),
    () => client.createPlugin({ name: 'p', a: 1n }), () => client.createPluginRelease({ plugin: 1, version: '1' }),
    () => client.createLogs([]), () => client.request('get', '/x/'),
    () => client.iterateJobs(7).next(), () => client.tailJobConsoleLogs('').next(), () => client.waitForJob(-1),
    () => client.createLogs({ file: new Blob(['x']), a: 1n }), () => Reflect.apply(client.getPlugin, {}, [1]),
    () => fileFromPath('/no/such/file'), () => fileFromPath('/'), () => fileFromPath(7), () => fileFromPath('.', { size: 1 }),
    async () => new BackendClient({ baseUrl: 'x' }), async () => client.withOptions({ x: 1 }),
    () => slim.init(7), () => slim.init(new Uint8Array(3)), async () => slim.initSync(7),
  ]) {
    named(await theCaller(call));
  }
});

test('a job that failed, and one that did not end in time', async () => {
  answer = (request, response) => json(response, { id: 1, status: 'failed' });
  named(await theCaller(() => client.waitForJob(1, { throwOnFailure: true })));
  answer = (request, response) => json(response, { id: 1, status: 'running' });
  named(await theCaller(() => client.waitForJob(1, { deadline: 1, interval: 1 })));
});

const LOOPS = ['iterateAgents', 'iteratePlugins', 'iterateJobs', 'iterateServeApplications'];
const page = (next) => (request, response) => json(response, { count: 9, next, results: [{ id: 1 }, { id: 2 }] });

for (const name of LOOPS) {
  test(`for await of ${name}: at the first page, at a later one, at an invalid next`, async () => {
    answer = status(404);
    named(await theLoop(client[name]()), 'theLoop');
    answer = (request, response) => (request.url.includes('page=2') ? status(500) : page('?page=2'))(request, response);
    const later = await theLoop(client[name]());
    named(later, 'theLoop');
    assert.equal(later.seen.length, 2);
    answer = page('https://elsewhere.example/?page=2');
    named(await theLoop(client[name]()), 'theLoop');
    named(await theLoop(client[name]({ page: { a: 1 } })), 'theLoop');
  });
}

test('for await of iteratePluginReleases and of tailJobConsoleLogs', async () => {
  answer = status(403);
  named(await theLoop(client.iteratePluginReleases(1)), 'theLoop');
  named(await theLoop(client.tailJobConsoleLogs(1)), 'theLoop');
  answer = html;
  named(await theLoop(client.tailJobConsoleLogs(1)), 'theLoop');
  answer = (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('data: a\n\n', () => response.socket.destroy());
  };
  const broken = await theLoop(client.tailJobConsoleLogs(1));
  named(broken, 'theLoop');
  assert.deepEqual([broken.code, broken.seen.length], ['stream', 1]);
  answer = (request, response) => response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: a\n\n');
  named(await theLoop(client.tailJobConsoleLogs(1, { idleTimeout: 1 })), 'theLoop');
});

test('indirect callers, and Promise.all', async () => {
  answer = status(404);
  async function inner() {
    const plugin = await client.getPlugin(1);
    return plugin.id;
  }
  async function outer() {
    const [id] = await Promise.all([inner()]);
    return id;
  }
  const { stack } = await theCaller(outer);
  for (const name of ['inner', 'outer', 'theCaller']) assert.match(stack, new RegExp(`at async ${name} `));
});

test('the package has few frames in the stack', async () => {
  answer = status(404);
  const { stack } = await theCaller(() => client.getPlugin(1));
  const own = stack.split('\n').findIndex((line) => line.includes('theCaller'));
  assert.ok(own <= 4, stack);
});
