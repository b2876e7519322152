import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidResponseError, NotFoundError, StreamError } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { rejected } from '../../support/rejected.mjs';
import { begin, cut, keepOpen, log, logServer, readLog, status } from './support/logs.mjs';

const bounded = { timeout: 20_000 };
const NEW = '/async/jobs/7/tail_console_logs/';
const OLD = '/jobs/7/tail_console_logs/';

const numbered = (...ids) => ids.map((id) => `id: ${id}\ndata: line ${id}\n\n`).join('');
const complete = 'event: complete\ndata: {}\n\n';
const raws = (seen) => seen.map(({ raw }) => raw);
const lastIds = (requests) => requests.map(({ headers }) => headers['last-event-id']);
/** Reads the log of job 7, with a clock that does not wait. */
const read = (client, options) => readLog(client.tailJobConsoleLogs(7, { timeout: HELD, ...options }));

test('a broken connection is resumed after the last event, without a gap or a repetition', bounded, async () => {
  const { client, requests } = await logServer(
    log(numbered(1, 2), cut),
    log(numbered(3), cut),
    log(numbered(4) + complete),
  );
  const { seen, error } = await read(client);
  assert.deepEqual([raws(seen), error], [['line 1', 'line 2', 'line 3', 'line 4', '{}'], undefined]);
  assert.deepEqual(lastIds(requests), [undefined, '2', '3']);
  assert.ok(requests.every(({ url, headers }) => url === NEW && headers['synapse-access-token'] === 'Token token'));
});

test('an event that broke off after its id is requested again', bounded, async () => {
  for (const half of ['id: 2\n', 'id: 2\ndata: line 2\n']) {
    const { client, requests } = await logServer(log([numbered(1), half], cut), log(numbered(2) + complete));
    const { seen } = await read(client);
    assert.deepEqual([raws(seen), lastIds(requests)], [['line 1', 'line 2', '{}'], [undefined, '1']]);
  }
});

test('a connection that breaks again before a new event is resumed after the same event', bounded, async () => {
  const { client, requests } = await logServer(
    log(numbered(1), cut),
    log(': still here\n\n', cut),
    log('data: without an id\n\n', cut),
    log(complete),
  );
  const { seen, error } = await read(client);
  assert.deepEqual([raws(seen), error], [['line 1', 'without an id', '{}'], undefined]);
  assert.deepEqual(lastIds(requests), [undefined, '1', '1', '1']);
});

test('`retry:` sets the delay from then on', bounded, async (t) => {
  const clock = fakeClock(t);
  const { client } = await logServer(
    log(`retry: 1234\n${numbered(1)}`, cut),
    log(numbered(2), cut),
    log(`retry: 77\n\n${numbered(3)}`, cut),
    log(complete),
  );
  await read(client);
  assert.deepEqual(clock.waits, [1234, 1234, 77]);
});

test('a `retry:` of a day is limited', bounded, async (t) => {
  const clock = fakeClock(t);
  const { client } = await logServer(log(`retry: 86400000\n${numbered(1)}`, cut), log(complete));
  await read(client, { retry: { maxRetryAfter: 5_000 } });
  assert.deepEqual(clock.waits, [5_000]);
});

test('without ids, a break ends the log after the events that have arrived', bounded, async () => {
  const { client, requests } = await logServer(log(['data: a\n\n', 'data: b\n\ndata: c'], cut));
  const { seen, error } = await read(client);
  assert.deepEqual(raws(seen), ['a', 'b']);
  assert.ok(error instanceof StreamError);
  assert.deepEqual([error.code, error.mayHaveBeenApplied, requests.length], ['stream', false, 1]);
});

test('an empty id clears the last one: a break ends the log as without ids', bounded, async () => {
  const { client, requests } = await logServer(log(`${numbered(1)}id\ndata: line 2\n\n`, cut), log(complete));
  const { seen, error } = await read(client);
  assert.deepEqual([raws(seen), requests.length], [['line 1', 'line 2'], 1]);
  assert.ok(error instanceof StreamError, String(error));
});

test('plain lines have no ids: a break ends the log', bounded, async () => {
  const { client, requests } = await logServer((response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.write('a\nb\nhalf of', () => cut(response));
  });
  const { seen, error } = await read(client);
  assert.deepEqual([raws(seen), error?.name, requests.length], [['a', 'b'], 'StreamError', 1]);
});

test('before the first event, a break is retried as in any call', bounded, async () => {
  const { client, requests } = await logServer(log([], cut), log(': hello\n\n', cut), log(numbered(1) + complete));
  const { seen } = await read(client);
  assert.deepEqual([raws(seen), lastIds(requests)], [['line 1', '{}'], [undefined, undefined, undefined]]);

  const broken = await logServer(log([], cut));
  const numbers = [];
  const watched = broken.client.withOptions({ hooks: { onRequest: ({ attempt }) => numbers.push(attempt) } });
  const { error } = await read(watched);
  assert.deepEqual([error.name, error.attempts, broken.requests.length], ['ClientConnectionError', 4, 4]);
  assert.deepEqual(numbers, [1, 2, 3, 4]);
});

test('a log without new events is not resumed forever', bounded, async () => {
  const broken = await logServer(log(numbered(1), cut), log([], cut));
  const { seen, error } = await read(broken.client);
  assert.deepEqual([raws(seen), error.name], [['line 1'], 'StreamError']);
  assert.equal(broken.requests.length, 4);
});

test('a log with new events is resumed as often as it breaks', bounded, async () => {
  const lines = Array.from({ length: 200 }, (_, i) => i + 1);
  const { client } = await logServer(...lines.map((id) => log(numbered(id), cut)), log(complete));
  const { seen, error } = await read(client);
  assert.equal(error, undefined);
  assert.deepEqual(raws(seen), [...lines.map((id) => `line ${id}`), '{}']);
});

for (const [code, name] of [[401, 'AuthenticationError'], [403, 'AuthorizationError'], [404, 'NotFoundError']]) {
  test(`a ${code} when resuming ends the log`, bounded, async () => {
    const { client, requests } = await logServer(log(numbered(1), cut), status(code));
    const { seen, error } = await read(client);
    assert.deepEqual([raws(seen), error.name, error.statusCode], [['line 1'], name, code]);
    assert.deepEqual(requests.map(({ url }) => url), [NEW, NEW]);
  });
}

test('a 503 when resuming is retried', bounded, async () => {
  const { client, requests } = await logServer(log(numbered(1), cut), status(503), log(complete));
  const { seen } = await read(client);
  assert.deepEqual([raws(seen), lastIds(requests)], [['line 1', '{}'], [undefined, '1', '1']]);
});

test('a 204 ends the log, at first or when resuming', bounded, async () => {
  const resumed = await logServer(log(numbered(1), cut), status(204));
  assert.deepEqual(await read(resumed.client).then(({ seen, error }) => [raws(seen), error]), [['line 1'], undefined]);
  const empty = await logServer(status(204));
  assert.deepEqual(await read(empty.client), { seen: [] });
  assert.deepEqual([resumed.requests.length, empty.requests.length], [2, 1]);
});

test('the path of an older backend is used when resuming as well', bounded, async () => {
  const { client, requests } = await logServer(status(404), log(numbered(1), cut), log(complete));
  const { seen } = await read(client);
  assert.deepEqual(raws(seen), ['line 1', '{}']);
  assert.deepEqual(requests.map(({ url }) => url), [NEW, OLD, OLD]);
});

test('only a 404 leads to the older path', bounded, async () => {
  const { client, requests } = await logServer(status(403));
  const { error } = await read(client);
  assert.equal(error.statusCode, 403);
  assert.deepEqual(requests.map(({ url }) => url), [NEW]);
});

test('a job with a 404 at both paths is not found', bounded, async () => {
  const { client, requests } = await logServer(status(404));
  const { error } = await read(client);
  assert.ok(error instanceof NotFoundError);
  assert.deepEqual(requests.map(({ url }) => url), [NEW, OLD]);
});

test('leaving the loop while the log is resumed: nothing is sent afterwards', bounded, async (t) => {
  const clock = fakeClock(t);
  const { client, requests } = await logServer(log(numbered(1), cut), log(numbered(2), keepOpen));
  const hooks = { onRetry: () => events.return() };
  const events = client.withOptions({ hooks }).tailJobConsoleLogs(7, { timeout: HELD });
  assert.equal((await events.next()).value.raw, 'line 1');
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  assert.deepEqual([requests.length, clock.running], [1, 0]);
});

test('the delay before resuming can be aborted', bounded, async () => {
  const { client, requests } = await logServer(log(`retry: 60000\n${numbered(1)}`, cut), log(complete));
  const controller = new AbortController();
  const reason = new Error('enough');
  const hooks = { onRetry: () => controller.abort(reason) };
  const { seen, error } = await read(client.withOptions({ hooks }), { signal: controller.signal });
  assert.deepEqual([raws(seen), error, requests.length], [['line 1'], reason, 1]);
});

for (const id of ['é', '한글', '😀 7', 'a\tb', 'ÿ', "!#$%&'*+-.^_`|~"]) {
  test(`the id ${JSON.stringify(id)} is sent as its UTF-8 bytes`, bounded, async () => {
    const { client, requests } = await logServer(log(numbered(id), cut), log(complete));
    const { seen, error } = await read(client);
    assert.deepEqual([raws(seen), error], [[`line ${id}`, '{}'], undefined]);
    const [none, sent] = lastIds(requests);
    assert.deepEqual([none, Buffer.from(sent, 'latin1').toString('utf8')], [undefined, id]);
  });
}

for (const id of ['a\u0001b', '\u007f', '\u001b[0m', ' a', 'a ']) {
  test(`the id ${JSON.stringify(id)} cannot be in a header: a break ends the log`, bounded, async () => {
    const { client, requests } = await logServer(log(`id: ${id}\ndata: a\n\n`, cut), log(complete));
    const { seen, error } = await read(client);
    assert.deepEqual([raws(seen), requests.length], [['a'], 1]);
    assert.ok(error instanceof StreamError, String(error));
    assert.equal(error.mayHaveBeenApplied, false);
  });
}

test('a log that ends properly may have an id that cannot be in a header', bounded, async () => {
  const { client } = await logServer(log(`id: \u0001\ndata: a\n\n${complete}`));
  const { seen, error } = await read(client);
  assert.deepEqual([raws(seen), error], [['a', '{}'], undefined]);
});

/** An answer of another type. */
const document = (type, body = 'x') => (response) => {
  if (type) response.setHeader('Content-Type', type);
  response.writeHead(200);
  response.end(body);
};

const PAGES = ['text/html', 'text/html; charset=utf-8', 'TEXT/HTML', 'application/xhtml+xml'];
const DOCUMENTS = [...PAGES, 'application/xml', 'text/xml', 'application/json'];

for (const type of DOCUMENTS) {
  test(`${type} is not a log: the call rejects after the older path was tried`, bounded, async () => {
    const { client, requests } = await logServer(document(type, '<p>Log in</p>'));
    const { seen, error } = await read(client);
    assert.ok(error instanceof InvalidResponseError, String(error));
    assert.deepEqual([seen, error.code, error.statusCode, error.attempts], [[], 'invalid_response', 200, 1]);
    assert.ok(error.message.includes(type.split(';')[0].toLowerCase()), error.message);
    assert.deepEqual(requests.map(({ url }) => url), [NEW, OLD]);
    await requests[1].closed;
  });

  test(`${type} at the newer path, and the log at the older one`, bounded, async () => {
    const { client, requests } = await logServer(document(type), log(numbered(1), cut), log(complete));
    const { seen, error } = await read(client);
    assert.deepEqual([raws(seen), error], [['line 1', '{}'], undefined]);
    assert.deepEqual(requests.map(({ url }) => url), [NEW, OLD, OLD]);
  });
}

test('a page of HTML at the newer path, and a 404 at the older one: the error shows the page', bounded, async () => {
  const { client, requests } = await logServer(document('text/html'), status(404));
  const { error } = await read(client);
  assert.ok(error instanceof InvalidResponseError, String(error));
  assert.ok(error.url.endsWith(NEW), error.url);
  assert.equal(requests.length, 2);
});

test('a page of HTML at the older path is the error', bounded, async () => {
  const { client, requests } = await logServer(status(404), document('text/html'));
  const { error } = await read(client);
  assert.ok(error instanceof InvalidResponseError, String(error));
  assert.ok(error.url.endsWith(OLD) && !error.url.includes('async'), error.url);
  assert.equal(requests.length, 2);
});

test('a page of HTML when resuming ends the log', bounded, async () => {
  const { client, requests } = await logServer(log(numbered(1), cut), document('text/html'));
  const { seen, error } = await read(client);
  assert.ok(error instanceof InvalidResponseError, String(error));
  assert.deepEqual([raws(seen), requests.map(({ url }) => url)], [['line 1'], [NEW, NEW]]);
});

for (const type of ['text/plain', 'application/x-ndjson', 'application/octet-stream', undefined]) {
  test(`a log with the type ${type} has plain lines`, bounded, async () => {
    const { client, requests } = await logServer((response) => {
      if (type) begin(response, type);
      response.end('{"a": 1}\nb');
    });
    const { seen, error } = await read(client);
    assert.deepEqual([seen.map(({ type: kind, data }) => [kind, data]), error], [[['line', { a: 1 }], ['line', 'b']], undefined]);
    assert.equal(requests.length, 1);
  });
}

const BODIES = {
  'no body': {},
  'a body that is null': { body: null },
  'a stream of Node': { body: { pipe() {}, on() {} } },
  'a Blob': { body: new Blob(['a']) },
};

for (const [what, own] of Object.entries(BODIES)) {
  test(`a fetch whose answers have ${what} cannot stream: the first attempt rejects`, bounded, async (t) => {
    const headers = new Headers({ 'Content-Type': 'text/event-stream' });
    const fetch = t.mock.fn(async () => ({ status: 200, headers, text: async () => 'data: a\n\n', ...own }));
    const client = new BackendClient({ baseUrl: 'https://backend.example', fetch });
    const error = await rejected(client.tailJobConsoleLogs(7).next());
    assert.ok(error instanceof InvalidResponseError, String(error));
    assert.match(error.message, /this fetch cannot stream/);
    assert.deepEqual([error.attempts, fetch.mock.callCount()], [1, 1]);
  });
}
