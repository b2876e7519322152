import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { begin } from './support/logs.mjs';
import { streamServer } from './support/stream-server.mjs';

const MIB = 1 << 20;
const EVENTS = 1_000_000;
const BATCH = 500;

test('a million events: the memory stays flat', { timeout: 110_000 }, async () => {
  const { url } = await streamServer(async (request, response) => {
    begin(response);
    for (let n = 0; n < EVENTS; n += BATCH) {
      const events = Array.from({ length: BATCH }, (_, i) => `id: ${n + i}\ndata: {"n": ${n + i}, "message": "a line of the log"}\n\n`);
      if (!response.write(events.join(''))) await once(response, 'drain');
    }
    response.end();
  });
  const child = fork(fileURLToPath(new URL('support/tailing.mjs', import.meta.url)), [url, EVENTS / 10]);
  const reported = once(child, 'message');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  const [{ count, growth }] = await reported;
  assert.equal(count, EVENTS);
  assert.ok(growth.heap < 4 * MIB, `heap: ${growth.heap}`);
  assert.ok(growth.rss < 64 * MIB, `RSS: ${growth.rss}`);
  assert.equal(growth.wasm, 0);
});
