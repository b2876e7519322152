import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { BackendClient, StreamError } from 'synapse-backend-client';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { rejected } from '../../support/rejected.mjs';
import { begin, keepOpen, log, logServer, readLog } from './support/logs.mjs';
import { until, untilQuiet } from './support/until.mjs';

const bounded = { timeout: 20_000 };

const event = (type, raw, id = null, data = raw) => ({ type, data, id, raw });
const EVENTS = {
  'a name, data and an id': ['event: log\nid: 7\ndata: {"message": "hi"}\n\n', [event('log', '{"message": "hi"}', '7', { message: 'hi' })]],
  'no name: the type that the data tell': ['data: {"type": "log"}\n\n', [event('log', '{"type": "log"}', null, { type: 'log' })]],
  'no name and no type': [
    'data: hello\n\ndata: {"type": 1}\n\n',
    [event('message', 'hello'), event('message', '{"type": 1}', null, { type: 1 })],
  ],
  'data in many lines': ['data: one\ndata:two\ndata\ndata:  four\n\n', [event('message', 'one\ntwo\n\n four')]],
  'JSON in many lines': ['data: [1,\ndata: 2]\n\n', [event('message', '[1,\n2]', null, [1, 2])]],
  'ends of lines of every kind': [
    'data: a\r\ndata: a\r\n\r\ndata: b\rdata: b\r\rdata: c\ndata: c\n\ndata: d\r\n\n',
    ['a\na', 'b\nb', 'c\nc', 'd'].map((raw) => event('message', raw)),
  ],
  'a byte order mark': ['\ufeffdata: a\n\ndata: \ufeffb\n\n', [event('message', 'a'), event('message', '\ufeffb')]],
  'comments, and fields that nobody knows': [': hello\n\n:\nother: x\ndata: a\n: in between\ndata: b\n\n', [event('message', 'a\nb')]],
  'characters of two to four bytes': ['event: größe\ndata: é한😀\n\n', [event('größe', 'é한😀')]],
  'an event without data is none': ['event: log\nid: 1\n\ndata: a\n\n', [event('message', 'a')]],
  'an event that is not closed is none': ['data: a\n\ndata: b\n', [event('message', 'a')]],
};

for (const [what, [text, expected]] of Object.entries(EVENTS)) {
  for (const [how, texts] of Object.entries({ 'at once': [text], 'byte by byte': [...Buffer.from(text)].map((byte) => Buffer.of(byte)) })) {
    test(`events, ${how}: ${what}`, bounded, async () => {
      const { client, requests } = await logServer(log(texts));
      assert.deepEqual(await readLog(client.tailJobConsoleLogs(7)), { seen: expected });
      assert.equal(requests[0].url, '/async/jobs/7/tail_console_logs/');
      assert.equal(requests[0].headers.accept, 'text/event-stream');
    });
  }
}

test('plain lines: each is an event, also the last one', bounded, async () => {
  const text = 'größe\r\n\r\n{"type": "log", "n": 1}\ndata: x\nlast';
  const { client } = await logServer((response) => {
    begin(response, 'text/plain; charset=utf-8');
    for (const byte of Buffer.from(text)) response.write(Buffer.of(byte));
    response.end();
  });
  const { seen } = await readLog(client.tailJobConsoleLogs(7));
  const json = '{"type": "log", "n": 1}';
  const line = (raw, data) => event('line', raw, null, data);
  assert.deepEqual(seen, [line('größe'), line(json, JSON.parse(json)), line('data: x'), line('last')]);
});

test('`complete` is the last event, whatever follows, and closes the connection', bounded, async () => {
  const { client, requests } = await logServer(log('data: a\n\nevent: complete\ndata: {}\n\ndata: late\n\n', keepOpen));
  const { seen, error } = await readLog(client.tailJobConsoleLogs(7));
  assert.deepEqual([seen.map(({ type }) => type), error], [['message', 'complete'], undefined]);
  await requests[0].closed;
});

test('leaving the loop closes the connection', bounded, async () => {
  const { client, requests } = await logServer(log('data: a\n\ndata: b\n\n', keepOpen));
  for await (const { raw } of client.tailJobConsoleLogs(7)) {
    assert.equal(raw, 'a');
    break;
  }
  await requests[0].closed;
  const boom = new Error('in the loop');
  const failing = async () => {
    for await (const { raw } of client.tailJobConsoleLogs(7)) if (raw) throw boom;
  };
  assert.equal(await rejected(failing()), boom);
  await requests[1].closed;
});

test('an abort during the wait for an event: its reason, at once, and the connection is closed', bounded, async () => {
  const { client, requests } = await logServer(log('data: a\n\n', keepOpen));
  const controller = new AbortController();
  const reason = new Error('enough');
  const events = client.tailJobConsoleLogs(7, { signal: controller.signal });
  assert.equal((await events.next()).value.raw, 'a');
  const pending = rejected(events.next());
  controller.abort(reason);
  assert.equal(await pending, reason);
  await requests[0].closed;
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  assert.equal(requests.length, 1);
});

test('an abort ends the log before the remaining events of a chunk', bounded, async () => {
  const controller = new AbortController();
  const { client, requests } = await logServer(log('data: a\n\ndata: b\n\ndata: c\n\n', keepOpen));
  const events = client.tailJobConsoleLogs(7, { signal: controller.signal });
  assert.equal((await events.next()).value.raw, 'a');
  controller.abort('enough');
  assert.deepEqual(await readLog(events), { seen: [], error: 'enough' });
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  await requests[0].closed;
});

test('return() while next() waits ends both', bounded, async () => {
  const { client, requests } = await logServer(log('data: a\n\n', keepOpen));
  const events = client.tailJobConsoleLogs(7);
  await events.next();
  const pending = events.next();
  assert.deepEqual(await events.return('left'), { done: true, value: 'left' });
  assert.deepEqual(await pending, { done: true, value: undefined });
  await requests[0].closed;
});

test('return() before the first next(): nothing is sent', bounded, async () => {
  const { client, requests } = await logServer(log('data: a\n\n'));
  const events = client.tailJobConsoleLogs(7);
  await events.return();
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  assert.equal(requests.length, 0);
});

test('next() called again before it has settled: each call gets its own event, in order', bounded, async () => {
  const { client } = await logServer(log(['data: a\n\n', 'data: b\n\ndata: c\n\n']));
  const events = client.tailJobConsoleLogs(7);
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => events.next()));
  assert.deepEqual(answers.map(({ value }) => value?.raw), ['a', 'b', 'c', undefined, undefined]);
});

test('an event above 1 MiB ends the log; a smaller one is complete', bounded, async () => {
  const line = `data: ${'x'.repeat(999)}\n`;
  const { client, requests } = await logServer(log([`data: a\n\n${line.repeat(1_000)}\n`, line.repeat(1_100)], keepOpen));
  const { seen, error } = await readLog(client.tailJobConsoleLogs(7));
  assert.deepEqual(seen.map(({ raw }) => raw.length), [1, 999_999]);
  assert.ok(error instanceof StreamError);
  assert.equal(error.code, 'stream');
  assert.match(error.message, /larger than 1 MiB/);
  await requests[0].closed;
});

test('comments are not part of an event, however many there are', bounded, async () => {
  const comments = `: ${'still here '.repeat(100)}\n`.repeat(1_000);
  const { client } = await logServer(log([comments, 'data: a\n', comments, 'data: b\n\n']));
  const { seen, error } = await readLog(client.tailJobConsoleLogs(7));
  assert.deepEqual([seen.map(({ raw }) => raw), error], [['a\nb'], undefined]);
});

test('events before one above 1 MiB are returned, also those of the same chunk', bounded, async () => {
  const text = `data: a\n\ndata: ${'x'.repeat(2 << 20)}\n\n`;
  const headers = { 'Content-Type': 'text/event-stream' };
  const client = new BackendClient({ baseUrl: 'http://127.0.0.1', fetch: async () => new Response(text, { headers }) });
  const { seen, error } = await readLog(client.tailJobConsoleLogs(7));
  assert.ok(error instanceof StreamError);
  assert.deepEqual(seen.map(({ raw }) => raw), ['a']);
});

test('idleTimeout: a log that is silent for this time ends with StreamError', bounded, async (t) => {
  const clock = fakeClock(t);
  const { client, requests } = await logServer(log('id: 1\ndata: a\n\n', keepOpen));
  const events = client.tailJobConsoleLogs(7, { timeout: 0, idleTimeout: HELD });
  await events.next();
  const pending = rejected(events.next());
  await until(() => clock.running === 1, 'the log is waited for');
  clock.expire();
  const error = await pending;
  assert.ok(error instanceof StreamError);
  assert.match(error.message, /idleTimeout/);
  await requests[0].closed;
  assert.equal(requests.length, 1);
});

test('a silent log does not fail: after its start, no timeout runs', bounded, async (t) => {
  const clock = fakeClock(t);
  const { client } = await logServer(log('data: a\n\n', keepOpen));
  const events = client.tailJobConsoleLogs(7, { timeout: HELD });
  await events.next();
  const pending = events.next();
  await until(() => clock.running === 0, 'the clocks have stopped');
  clock.expire();
  await events.return();
  assert.deepEqual([(await pending).done, clock.waits], [true, []]);
});

test('a slow reader slows down the stream', bounded, async () => {
  const lines = `data: ${'x'.repeat(1_000)}\n\n`.repeat(64);
  let written = 0;
  const { client, requests } = await logServer(async (response) => {
    begin(response);
    const closed = once(response, 'close');
    while (written < 128 << 20 && !response.destroyed) {
      written += lines.length;
      if (!response.write(lines)) await Promise.race([once(response, 'drain'), closed]);
    }
    response.end();
  });
  const events = client.tailJobConsoleLogs(7);
  await events.next();
  await untilQuiet(() => written);
  assert.ok(written < 32 << 20, `${written} bytes written`);
  await events.return();
  await requests[0].closed;
});
