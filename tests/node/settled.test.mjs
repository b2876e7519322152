// After a call has settled, no hook, progress, update or log line follows, whatever a fetch, a server or a token function does.
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { HELD, fakeClock } from '../support/clock.mjs';
import { METHODS } from '../support/methods.mjs';
import { until } from './long/support/until.mjs';

const bounded = { timeout: 20_000 };
const calls = { ...METHODS, waitForJob: (c) => c.waitForJob(1) };

/** All callbacks, recorded in one list. */
function observer() {
  const reported = [];
  const tell = (name) => (event) => void reported.push([name, event]);
  const hooks = { onRequest: tell('onRequest'), onResponse: tell('onResponse'), onRetry: tell('onRetry') };
  const logger = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, tell(level)]));
  return { reported, options: { hooks, logger, logLevel: 'debug' } };
}

/** Lets everything that is running end. */
async function quiet() {
  for (let i = 0; i < 20; i += 1) await setImmediate();
}

/** A fetch that ignores its signal, and returns when the test lets it. */
function deaf() {
  const answers = [];
  const fetch = () => new Promise((resolve) => answers.push(resolve));
  const page = () => Response.json({ id: 1, status: 'running', count: 0, results: [{ id: 1 }], next: '?page=2' });
  return { fetch, answers, answerAll: () => answers.splice(0).forEach((resolve) => resolve(page())) };
}

const clientOf = (options) => new BackendClient({ baseUrl: 'https://backend.example', apiToken: 'token', ...options });
const settled = (promise) => promise.then((value) => value, (error) => error);

for (const [name, call] of Object.entries(calls)) {
  test(`${name}: aborted, and answered afterwards`, bounded, async () => {
    const { reported, options } = observer();
    const { fetch, answers, answerAll } = deaf();
    const controller = new AbortController();
    const client = clientOf({ ...options, fetch, retry: { baseDelay: 0 } });
    // The signal is in the last argument, whatever the other arguments of the method are.
    const reading = settled(call(withOptions(client, { signal: controller.signal })));
    await until(() => answers.length, 'it is sent');
    controller.abort(new Error('enough'));
    assert.equal((await reading).message, 'enough');
    const before = reported.length;
    answerAll();
    await quiet();
    assert.deepEqual(reported.slice(before), []);
  });

  test(`${name}: timed out, and answered afterwards`, bounded, async (t) => {
    const clock = fakeClock(t);
    const { reported, options } = observer();
    const { fetch, answers, answerAll } = deaf();
    const deadline = new AbortController();
    const client = clientOf({ ...options, fetch, retry: false });
    const reading = settled(call(withOptions(client, { signal: deadline.signal, timeout: HELD })));
    await until(() => answers.length && clock.running, 'it is sent');
    clock.expire();
    // A wait continues to poll after a poll that timed out.
    if (name === 'waitForJob') deadline.abort(new Error('enough'));
    assert.match(String((await reading).code ?? 'enough'), /timeout|enough/);
    const before = reported.length;
    answerAll();
    await quiet();
    assert.deepEqual(reported.slice(before), []);
  });
}

/** Methods whose options are the second argument. For the others, they are the third. */
const SECOND = /^(healthCheckAgent|create|getPlugin$|getStorage|list(?!PluginReleases)|iterate(?!PluginReleases)|tail|waitForJob)/;

/** A client whose methods all get these options. */
function withOptions(client, more) {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'request') return (method, path, options) => target.request(method, path, { ...options, ...more });
      const place = SECOND.test(name) ? 1 : 2;
      return (...args) => target[name](...Array.from({ length: place }, (_, i) => args[i]), more);
    },
  });
}

for (const name of ['iterateJobs', 'iteratePlugins', 'iterateAgents', 'iterateServeApplications']) {
  test(`${name}: left while the next page is being fetched`, bounded, async () => {
    const { reported, options } = observer();
    const { fetch, answers, answerAll } = deaf();
    const items = clientOf({ ...options, fetch })[name]();
    const first = items.next();
    await until(() => answers.length, 'the first page is requested');
    answerAll();
    assert.equal((await first).value.id, 1);
    await until(() => answers.length, 'the second page is requested');
    await items.return();
    const before = reported.length;
    answerAll();
    await quiet();
    assert.deepEqual(reported.slice(before), []);
  });
}

test('waitForJob: past its deadline, and answered afterwards: no update', bounded, async () => {
  const { reported, options } = observer();
  const { fetch, answers, answerAll } = deaf();
  const onUpdate = (job) => reported.push(['onUpdate', job]);
  const error = await settled(clientOf({ ...options, fetch }).waitForJob(1, { deadline: 1, onUpdate }));
  assert.equal(error.code, 'timeout');
  const before = reported.length;
  assert.ok(answers.length > 0);
  answerAll();
  await quiet();
  assert.deepEqual(reported.slice(before), []);
});

test('a token that arrives too late: nothing is sent, and no callback is called', bounded, async () => {
  const { reported, options } = observer();
  const tokens = [];
  const controller = new AbortController();
  const apiToken = () => new Promise((resolve) => tokens.push(resolve));
  const fetch = () => assert.fail('something was sent');
  const reading = settled(clientOf({ ...options, apiToken, fetch }).getPlugin(1, { signal: controller.signal }));
  await until(() => tokens.length, 'the token function is called');
  controller.abort(new Error('enough'));
  assert.equal((await reading).message, 'enough');
  const before = reported.length;
  tokens[0]('token');
  await quiet();
  assert.deepEqual(reported.slice(before), []);
});

test('an upload whose fetch returns before it reads the body: no progress after it has settled', bounded, async () => {
  const reported = [];
  let body;
  const fetch = async (url, init) => {
    ({ body } = init);
    return Response.json({ id: 1 });
  };
  const release = { plugin: 1, version: '1', file: new Blob([new Uint8Array(1 << 20)]) };
  await clientOf({ fetch }).createPluginRelease(release, { onUploadProgress: ({ loaded, total }) => reported.push([loaded, total]) });
  const before = reported.length;
  await new Response(body).arrayBuffer();
  await quiet();
  assert.deepEqual(reported.slice(before), []);
});
