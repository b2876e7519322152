// Faults on the pages of a list. Each page is a request of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer } from '../../support/fault-server.mjs';
import { answer, halfWay, hang, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const page = (number, next) => answer(200, { count: 3, next: next ? `/x/?page=${next}` : null, results: [{ id: number }] });

async function drain(items, seen = []) {
  for await (const item of items) seen.push(item);
  return seen;
}

const LISTS = {
  listStorages: (client, options) => client.listStorages(null, options),
  listJobConsoleLogs: (client, options) => client.listJobConsoleLogs(1, options),
  iterateJobs: (client, options, seen) => drain(client.iterateJobs(null, options), seen),
  iterateServeApplications: (client, options, seen) => drain(client.iterateServeApplications(null, options), seen),
};

for (const [name, list] of Object.entries(LISTS)) {
  test(`${name}: a page that fails is fetched again, and no item is repeated`, async (t) => {
    fakeClock(t);
    server.play(page(1, 2), answer(502), reset, page(2, 3), halfWay(reset), page(3));
    const items = await list(new BackendClient({ baseUrl: server.url, timeout: HELD }));
    assert.deepEqual(items, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    assert.deepEqual(server.requests.slice(1).map(({ target }) => target), ['2', '2', '2', '3', '3'].map((n) => `/x/?page=${n}`));
  });

  test(`${name}: attempts counts those of the failed page`, async (t) => {
    fakeClock(t);
    server.play(answer(503), answer(503), page(1, 2), answer(404));
    const seen = [];
    const error = await rejected(list(new BackendClient({ baseUrl: server.url, timeout: HELD }), {}, seen));
    assert.deepEqual([error.statusCode, error.attempts, server.requests.length], [404, 1, 4]);
    if (name.startsWith('iterate')) assert.deepEqual(seen, [{ id: 1 }]);
  });

  test(`${name}: each page has the full timeout`, async (t) => {
    const clock = fakeClock(t);
    server.play(page(1, 2), hang(() => clock.expire()), page(2));
    assert.equal((await list(new BackendClient({ baseUrl: server.url, timeout: HELD }))).length, 2);
    assert.equal(clock.running, 0);
  });

  test(`${name}: an abort ends it on any page, and nothing more is sent`, { timeout: 10_000 }, async (t) => {
    fakeClock(t);
    const controller = new AbortController();
    server.play(page(1, 2), hang(() => controller.abort('enough')), page(2));
    const { signal } = controller;
    assert.equal(await rejected(list(new BackendClient({ baseUrl: server.url, timeout: HELD }), { signal })), 'enough');
    assert.equal(server.requests.length, 2);
    await server.requests[1].closed;
  });
}
