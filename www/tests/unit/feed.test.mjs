import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientConnectionError, NotFoundError } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { followLog } = await load('lib/log/feed.ts');

const entry = (message) => ({ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message });
const event = (message) => ({ type: 'log', data: entry(message) });

/** A backend that plays its rounds: what the job, the list and the live log are in each. */
function backend(rounds) {
  let round = -1;
  const now = () => rounds[Math.min(round, rounds.length - 1)];
  return {
    async getJob() {
      return { id: 1, status: now()?.ended ? 'completed' : 'running' };
    },
    async listJobConsoleLogs() {
      return (now()?.list ?? []).map(entry);
    },
    async *tailJobConsoleLogs() {
      for (const step of now().live) {
        if (typeof step !== 'string') throw step;
        if (step === 'complete') now().ended = true;
        yield step === 'complete' ? { type: 'complete', data: {} } : event(step);
      }
    },
    next() {
      round += 1;
      return this;
    },
  };
}

async function follow(rounds) {
  const client = backend(rounds).next();
  const seen = { messages: [], states: [], waits: [] };
  await followLog({
    client,
    job: 1,
    signal: new AbortController().signal,
    onEntries: (entries) => seen.messages.push(...entries.map(({ message }) => message)),
    onState: ({ name }) => seen.states.at(-1) !== name && seen.states.push(name),
    async sleep(ms) {
      seen.waits.push(ms);
      client.next();
    },
  });
  return seen;
}

test('the log of a job that has ended is read once', async () => {
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b'], live: [] }]);
  assert.deepEqual(
    [messages, states],
    [
      ['a', 'b'],
      ['loading', 'ended'],
    ],
  );
});

test('a running job is followed to its end', async () => {
  const { messages, states } = await follow([{ list: ['a'], live: ['a', 'b', 'complete'] }]);
  assert.deepEqual(
    [messages, states],
    [
      ['a', 'b'],
      ['loading', 'live', 'ended'],
    ],
  );
});

test('a broken connection is said, waited out, and nothing is lost or told twice', async () => {
  const broken = new ClientConnectionError('broken', { code: 'connection' });
  const { messages, states, waits } = await follow([
    { list: ['a'], live: ['a', 'b', broken] },
    { list: ['a', 'b'], live: [broken] },
    { list: ['a', 'b', 'c'], live: ['d', 'complete'] },
  ]);
  assert.deepEqual(messages, ['a', 'b', 'c', 'd']);
  assert.deepEqual(states, ['loading', 'live', 'reconnecting', 'live', 'ended']);
  assert.deepEqual(waits, [1000, 2000]);
});

test('a backend that closes the live log of a running job is asked again', async () => {
  const { messages, states } = await follow([
    { list: [], live: ['a'] },
    { ended: true, list: ['a', 'b'], live: [] },
  ]);
  assert.deepEqual(
    [messages, states],
    [
      ['a', 'b'],
      ['loading', 'live', 'reconnecting', 'ended'],
    ],
  );
});

test('what waiting cannot mend is told', async () => {
  const { states } = await follow([{ list: [], live: [new NotFoundError('not there', { code: 'not_found' })] }]);
  assert.deepEqual(states, ['loading', 'failed']);
});
