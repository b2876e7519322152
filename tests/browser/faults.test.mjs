// The faults in Chromium, which has another fetch, CORS, and no reason for a failed connection.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, repeatsGets, staticServer, takesCutForWhole } from '../support/browser.mjs';
import { CALLS } from '../support/calls.mjs';
import { faultServer, refusingUrl } from '../support/fault-server.mjs';
import { answer, close, cutChunked, halfWay, hang, ok, redirect, reset } from '../support/faults.mjs';

const server = await faultServer();
const { page } = await openPage(`${await staticServer()}/tests/browser/page/strict.html`);
const bounded = { timeout: 30_000 };

const run = (title, options, expireInBody) =>
  page.evaluate((args) => window.run(...args), [title, { baseUrl: server.url, apiToken: 'token', ...options }, expireInBody]);
const silent = hang(() => page.evaluate(() => window.expire()));

/** [what happens, behaviour, retried if repeat-safe, retried if not, name, may have been applied] */
const STATUSES = [
  ['400', answer(400), false, false, 'ValidationError', false],
  ['401', answer(401), false, false, 'AuthenticationError', false],
  ['404', answer(404), false, false, 'NotFoundError', false],
  ['408', answer(408), true, false, 'HTTPError', true],
  ['413 with Retry-After', answer(413, '', { 'Retry-After': '0' }), true, true, 'HTTPError', false],
  ['429', answer(429), true, true, 'RateLimitError', false],
  ['500', answer(500), false, false, 'ServerError', true],
  ['502', answer(502), true, false, 'ServerError', true],
  ['503', answer(503), true, false, 'ServerError', true],
  ['503 with Retry-After', answer(503, '', { 'Retry-After': '0' }), true, true, 'ServerError', false],
  ['504', answer(504), true, false, 'ServerError', true],
];

/** [what breaks, behaviour, name if repeat-safe, name if not, whether the headers had arrived] */
const BREAKS = [
  ['reset before the headers', reset, 'ClientConnectionError', 'ClientResponseIncompleteError', false],
  ['closed before the headers', close, 'ClientConnectionError', 'ClientResponseIncompleteError', false],
  ['silent before the headers', silent, 'ClientTimeoutError', 'ClientTimeoutError', false],
  ['closed in the body', halfWay(close), 'ClientConnectionError', 'ClientResponseIncompleteError', true],
  ['chunked, cut', cutChunked, 'ClientConnectionError', 'ClientResponseIncompleteError', true],
];

const progress = { title: 'multipart POST with progress', repeatSafe: false };

for (const { title, repeatSafe } of [...CALLS, progress]) {
  for (const [what, behaviour, whenSafe, whenUnsafe, name, applied] of STATUSES) {
    test(`${title}, ${what}`, bounded, async () => {
      server.play(behaviour);
      const { error } = await run(title);
      const attempts = (repeatSafe ? whenSafe : whenUnsafe) ? 4 : 1;
      assert.equal(server.requests.length, attempts);
      const statusCode = Number(what.slice(0, 3));
      const { code: _, ...reported } = error;
      assert.deepEqual(reported, { name, statusCode, attempts, mayHaveBeenApplied: !repeatSafe && applied });
    });
  }

  for (const [what, behaviour, safeName, unsafeName, hasHead] of BREAKS) {
    const skip = hasHead ? takesCutForWhole : title === 'GET' && [reset, close].includes(behaviour) && repeatsGets;
    test(`${title}, ${what}`, { ...bounded, skip }, async () => {
      server.play(behaviour);
      const { error, heads, running } = await run(title);
      const attempts = repeatSafe ? 4 : 1;
      assert.equal(server.requests.length, attempts);
      const { code: _, ...reported } = error;
      const name = repeatSafe ? safeName : unsafeName;
      assert.deepEqual(reported, { name, statusCode: null, attempts, mayHaveBeenApplied: !repeatSafe });
      assert.equal(running, 0);
      // XMLHttpRequest reports an answer only when it is complete.
      if (title !== progress.title) assert.equal(heads.length, hasHead ? attempts : 0);
    });
  }

  if (title !== progress.title) {
    test(`${title}, silent in the body`, bounded, async () => {
      server.play(halfWay(hang(() => {})));
      const { error, heads, running } = await run(title, {}, true);
      const [name, attempts] = repeatSafe ? ['ClientTimeoutError', 4] : ['ClientResponseIncompleteError', 1];
      assert.deepEqual([error.name, error.attempts, error.mayHaveBeenApplied], [name, attempts, !repeatSafe]);
      assert.deepEqual([server.requests.length, heads.length, running], [attempts, attempts, 0]);
    });
  }

  test(`${title}, a 503 with Retry-After and then an answer`, bounded, async () => {
    server.play(answer(503, '', { 'Retry-After': '0' }), ok);
    assert.deepEqual((await run(title)).result, { id: 7 });
    assert.equal(server.requests.length, 2);
    assert.ok(server.requests[0].bytes.equals(server.requests[1].bytes));
  });

  test(`${title}, a redirect is not followed`, bounded, async () => {
    server.play(redirect(307, `${server.url}/elsewhere/`), ok);
    const { error, reported } = await run(title);
    // A browser reports a redirect of an upload like any other failure.
    assert.equal(error.code, title === 'multipart POST' ? 'response_incomplete' : 'invalid_response');
    // XMLHttpRequest, which is needed for progress, always follows redirects.
    assert.equal(server.requests.length, title === progress.title ? 2 : 1);
    if (title.startsWith('multipart')) return;
    assert.equal(error.statusCode, null);
    const words = 'redirected; browsers hide where to: check baseUrl, and whether a proxy adds or drops the last slash';
    assert.ok(reported.includes(words), reported);
  });

  for (const status of [300, 306]) {
    test(`${title}, a ${status} is not a redirect`, bounded, async () => {
      // A browser caches a 300 forever.
      server.play(answer(status, '', { Location: `${server.url}/elsewhere/`, 'Cache-Control': 'no-store' }), ok);
      const { error } = await run(title);
      assert.deepEqual([error.name, error.code, error.statusCode, error.attempts], ['HTTPError', 'http', status, 1]);
      assert.equal(error.mayHaveBeenApplied, false);
      assert.equal(server.requests.length, 1);
    });
  }
}

test('a refused connection is not retried if the call is not repeat-safe, because a browser hides the reason', bounded, async () => {
  const baseUrl = await refusingUrl();
  const { error: read } = await run('GET', { baseUrl });
  assert.deepEqual([read.code, read.attempts], ['connection', 4]);
  const { error: written } = await run('POST', { baseUrl });
  assert.deepEqual([written.code, written.attempts, written.mayHaveBeenApplied], ['response_incomplete', 1, true]);
});
