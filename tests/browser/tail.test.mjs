import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cut, keepOpen, log } from '../node/long/support/logs.mjs';
import { streamServer } from '../node/long/support/stream-server.mjs';
import { until } from '../node/long/support/until.mjs';
import { openPage, staticServer, takesCutForWhole } from '../support/browser.mjs';

const bounded = { timeout: 30_000 };
const { page, errors } = await openPage(`${await staticServer()}/tests/browser/pages/long.html`);
const run = (...args) => page.evaluate((all) => window.run(...all), args);

/** A server whose log a page of another origin may read. Each request gets the next of `scripts`. */
async function logServer(...scripts) {
  const requests = [];
  const { url } = await streamServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'Last-Event-ID, Synapse-Access-Token');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const closed = new Promise((resolve) => response.once('close', resolve));
    requests.push({ url: request.url, headers: request.headers, closed });
    return scripts[requests.length - 1](response);
  });
  return { url, requests };
}

/** Breaks the connection after the page has read the data, because a browser drops data that was not read yet. */
const cutOnceRead = (context) => async (response) => {
  await until(async () => (await run(context, 'reported')).length === 1, 'the event is read');
  cut(response);
};

const raws = (events) => events.map(({ raw }) => raw);

for (const context of ['window', 'worker', 'service worker']) {
  test(`${context}: events arrive as they are sent`, bounded, async () => {
    let goOn;
    const { url, requests } = await logServer(log(['\ufeffid: 1\nevent: log\ndata: {"größe": "한😀"}\n\n'], (response) => {
      goOn = () => response.end('event: complete\ndata: {}\n\n');
    }));
    const reading = run(context, 'tail', { baseUrl: url });
    await until(async () => goOn && (await run(context, 'reported')).length === 1, 'the first event is there before the second is sent');
    goOn();
    const { reported, error } = await reading;
    assert.equal(error, undefined);
    assert.deepEqual(reported, [
      { type: 'log', data: { größe: '한😀' }, id: '1', raw: '{"größe": "한😀"}' },
      { type: 'complete', data: {}, id: null, raw: '{}' },
    ]);
    const [{ headers }] = requests;
    assert.deepEqual([headers.accept, headers['synapse-access-token']], ['text/event-stream', 'Token token']);
  });

  test(`${context}: characters that are split between chunks are complete`, bounded, async () => {
    const bytes = [...Buffer.from('data: é한😀\r\n\r\ndata: b\r\n\r\n')].map((byte) => Buffer.of(byte));
    const { url } = await logServer(log(bytes));
    assert.deepEqual(raws((await run(context, 'tail', { baseUrl: url })).reported), ['é한😀', 'b']);
  });

  test(`${context}: leaving the loop closes the connection`, bounded, async () => {
    const { url, requests } = await logServer(log('data: a\n\ndata: b\n\ndata: c\n\n', keepOpen));
    const { reported } = await run(context, 'tail', { baseUrl: url, until: 'b' });
    assert.deepEqual(raws(reported), ['a', 'b']);
    await requests[0].closed;
  });

  test(`${context}: an abort during the wait for an event closes the connection`, bounded, async () => {
    const { url, requests } = await logServer(log('data: a\n\n', keepOpen));
    const reading = run(context, 'tail', { baseUrl: url });
    await until(async () => requests.length && (await run(context, 'reported')).length === 1, 'the first event is there');
    await run(context, 'abort');
    assert.equal((await reading).error, 'changed my mind');
    await requests[0].closed;
  });

  test(`${context}: a log with a broken connection is resumed`, { ...bounded, skip: takesCutForWhole }, async () => {
    const { url, requests } = await logServer(
      log('retry: 1\nid: 1\ndata: a\n\n', cutOnceRead(context)),
      log('id: 2\ndata: b\n\nevent: complete\ndata: {}\n\n'),
    );
    const { reported, error } = await run(context, 'tail', { baseUrl: url });
    assert.deepEqual([raws(reported), error], [['a', 'b', '{}'], undefined]);
    assert.deepEqual(requests.map(({ headers }) => headers['last-event-id']), [undefined, '1']);
  });

  test(`${context}: without ids, a break is a StreamError`, { ...bounded, skip: takesCutForWhole }, async () => {
    const { url } = await logServer(log('data: a\n\n', cutOnceRead(context)));
    const { reported, error } = await run(context, 'tail', { baseUrl: url });
    assert.deepEqual([raws(reported), error.name, error.code], [['a'], 'StreamError', 'stream']);
  });
}

test('the browser reported only broken connections', () => {
  assert.deepEqual(errors.filter((text) => !text.startsWith('Failed to load resource')), []);
});
