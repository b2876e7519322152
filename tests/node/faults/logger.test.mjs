// The logger gets a line for each call that fails for its caller, and changes none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, head, ok } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();

/** A client, and the errors that it logs. */
function logging(options) {
  const errors = [];
  const ignore = () => {};
  const logger = { debug: ignore, info: ignore, warn: ignore, error: (line) => errors.push(line) };
  return { client: new BackendClient({ baseUrl: server.url, retry: false, logger, ...options }), errors };
}

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

const FAILED = 'synapse-backend-client: 404 Not Found: GET';
const notFound = answer(404, { detail: 'Not found.' });

const FAILING = {
  'a call': [(client) => client.getJob(7), `${FAILED} /jobs/7/: Not found.`],
  'a list': [(client) => client.listJobs(), `${FAILED} /jobs/: Not found.`],
  'an iterator': [(client) => all(client.iterateJobs()), `${FAILED} /jobs/: Not found.`],
  'a wait': [(client) => client.waitForJob(7), `${FAILED} /jobs/7/: Not found.`],
  'a live log': [(client) => all(client.tailJobConsoleLogs(7)), `${FAILED} /jobs/7/tail_console_logs/: Not found.`],
};

for (const [what, [call, line]] of Object.entries(FAILING)) {
  test(`${what} that fails is logged once, as an error`, async () => {
    server.play(notFound, notFound);
    const { client, errors } = logging();
    await rejected(call(client));
    assert.deepEqual(errors, [line]);
  });
}

test('a live log of an older backend succeeds, and logs no error', async () => {
  const log = (socket) => {
    socket.write(head(200, { 'Content-Type': 'text/event-stream' }));
    socket.end('data: one\n\nevent: complete\ndata: {}\n\n');
  };
  server.play(answer(404), log);
  const { client, errors } = logging();
  assert.equal((await all(client.tailJobConsoleLogs(7))).length, 2);
  assert.deepEqual(errors, []);
});

test('a wait that passes a temporary failure logs no error', async (t) => {
  fakeClock(t);
  server.play(answer(503), answer(200, { id: 7, status: 'succeeded' }));
  const { client, errors } = logging({ timeout: 0 });
  assert.equal((await client.waitForJob(7)).status, 'succeeded');
  assert.deepEqual(errors, []);
});

test('an aborted call logs no error', async () => {
  server.play(() => {});
  const { client, errors } = logging();
  await rejected(client.getJob(7, undefined, { signal: AbortSignal.timeout(20) }));
  assert.deepEqual(errors, []);
});

const oops = new Error('oops');
const BROKEN = {
  throws: () => {
    throw oops;
  },
  rejects: () => Promise.reject(oops),
};

for (const [how, method] of Object.entries(BROKEN)) {
  test(`a logger that ${how} is reported, and changes nothing`, async (t) => {
    const reported = t.mock.method(console, 'error', () => {});
    const logger = { debug: method, info: method, warn: method, error: method };
    const { client } = logging({ logger, logLevel: 'info' });
    server.play(ok);
    assert.deepEqual(await client.getPlugin(7), { id: 7 });
    assert.deepEqual(reported.mock.calls.map(({ arguments: words }) => words), [['synapse-backend-client: logger failed:', oops]]);
  });
}
