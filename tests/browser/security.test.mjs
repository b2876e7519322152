// Under the strictest policy of a page, everything works without a violation, and no token is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, staticServer } from '../support/browser.mjs';
import { CALLS } from '../support/calls.mjs';
import { CANARY, canary } from '../support/canary.mjs';
import { faultServer } from '../support/fault-server.mjs';
import { answer, endless, head, ok, redirect, reset } from '../support/faults.mjs';

const server = await faultServer();
const other = (await faultServer()).play(ok);
const { page } = await openPage(`${await staticServer()}/tests/browser/page/strict.html`);
const received = [];
page.on('console', (message) => received.push(message.text()));
const bounded = { timeout: 30_000 };

const tokens = Object.fromEntries(['apiToken', 'authorizationToken', 'agentToken', 'tenant'].map((name) => [name, canary(name)]));
/** The same, as headers of the caller. */
const further = { apiToken: '', headers: { Authorization: `Bearer ${canary('bearer')}`, 'Synapse-Access-Token': `Token ${canary('header')}` } };
const run = (title, options) => page.evaluate((args) => window.run(...args), [title, { baseUrl: server.url, ...tokens, ...options }]);

const events = (socket) => {
  socket.write(head(200, { 'Content-Type': 'text/event-stream' }));
  socket.end('data: {"type": "log"}\n\ndata: {"type": "complete"}\n\n');
};

const echo = (status) => (socket, { headers }) => {
  answer(status, { detail: JSON.stringify(headers) }, { 'X-Echo': headers.authorization })(socket);
};

const progress = 'multipart POST with progress';
const TITLES = [...CALLS.map(({ title }) => title), progress, 'live log', 'all pages', 'logs with a file'];
const ANSWERS = { 'live log': events, 'all pages': answer(200, { results: [1], next: null }) };

test('the page enforces its policy', bounded, async () => {
  const { page: strict } = await openPage(page.url());
  const outcome = await strict.evaluate(() => {
    try {
      document.createElement('script').text = 'window.ran = 1';
      return 'allowed';
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(outcome, 'TypeError');
  assert.ok((await strict.evaluate(() => window.violations)).length > 0);
});

for (const title of TITLES) {
  test(`${title}: succeeds, and fails, without a violation`, bounded, async () => {
    server.play(ANSWERS[title] ?? ok);
    const { result } = await run(title);
    assert.ok(result, `no result of ${title}`);
    server.play(answer(503, '', { 'Retry-After': '0' }), answer(400, { name: ['No.'] }));
    assert.equal((await run(title)).error.name, 'ValidationError');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  test(`${title}: no token is shown`, bounded, async () => {
    const faults = [...[400, 401, 404, 429, 500].map(echo), reset, answer(200, '<html>')];
    // XMLHttpRequest, which is needed for progress, always follows redirects.
    if (title !== progress) faults.push(redirect(302, `${other.url}/`));
    for (const [behaviour, options] of faults.flatMap((fault) => [[fault, {}], [fault, { authorizationToken: '', ...further }]])) {
      server.play(behaviour);
      const { reported } = await run(title, options);
      assert.ok(server.requests[0].headers['synapse-access-token'].includes(CANARY), 'it was sent');
      if (reported) assert.ok(!reported.includes(CANARY), reported);
    }
    assert.ok(!received.join('\n').includes(CANARY), received.join('\n'));
    assert.equal(other.requests.length, 0);
  });
}

test('an endless error body is read up to the limit, and the connection is closed', bounded, async () => {
  server.play(endless(500));
  const { error } = await run('GET');
  assert.equal(error.statusCode, 500);
  await server.requests[0].closed;
});
