import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientConnectionError, NotFoundError } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { followLog } = await load('lib/log/feed.ts');

const entry = (message) => ({ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message });
const never = new Promise(() => {});
const POLL = 3000;

/**
 * A backend that plays its rounds: what the job, the list and the live log are in each. The live log of a round that `counts`
 * numbers its lines from the job's first; an error in it is thrown, a promise held until it settles.
 */
function backend(rounds) {
  let round = 0;
  const now = () => rounds[Math.min(round, rounds.length - 1)];
  return {
    listed: 0,
    async getJob() {
      return { id: 1, status: now().ended ? 'completed' : 'running' };
    },
    async request() {
      this.listed += 1;
      return now().list.map(entry);
    },
    async *tailJobConsoleLogs() {
      const { live, counts } = now();
      for (const [index, step] of live.entries()) {
        if (step instanceof Error) throw step;
        if (step instanceof Promise) await step;
        else if (step === 'complete') {
          now().ended = true;
          yield { type: 'complete', data: {}, id: null };
        } else yield { type: 'log', data: entry(step), id: counts ? String(index + 1) : null };
      }
    },
    next() {
      round += 1;
    },
  };
}

/** The live log's first line comes before the list is asked for, unless it is `late`. */
async function follow(rounds, { late = false } = {}) {
  const client = backend(rounds);
  const seen = { messages: [], states: [], waits: [] };
  await followLog({
    client,
    job: 1,
    signal: new AbortController().signal,
    onEntries: (entries) => seen.messages.push(...entries.map(({ message }) => message)),
    onState: ({ name }) => seen.states.at(-1) !== name && seen.states.push(name),
    async sleep(ms) {
      if (ms < 1000) return late ? undefined : never;
      if (ms === POLL) return never;
      seen.waits.push(ms);
      client.next();
    },
  });
  return { ...seen, listed: client.listed };
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

test('a live log that begins at the first line is all that is read, of a job that has ended too', async () => {
  const { messages, states, listed } = await follow([{ ended: true, list: ['a', 'b'], live: ['a', 'b', 'complete'], counts: true }]);
  assert.deepEqual([messages, states, listed], [['a', 'b'], ['loading', 'ended'], 0]);
});

test('where the live log of a job that has ended breaks, the list has the rest', async () => {
  const live = ['a', new ClientConnectionError('broken', { code: 'connection' })];
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b', 'c'], live, counts: true }]);
  assert.deepEqual([messages, states], [['a', 'b', 'c'], ['loading', 'ended']]);
});

test('a job that has ended needs no live log', async () => {
  const live = [new NotFoundError('not there', { code: 'not_found' })];
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b'], live }]);
  assert.deepEqual([messages, states], [['a', 'b'], ['loading', 'ended']]);
});

test('a live log that is silent is not waited for', async () => {
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b'], live: [never] }], { late: true });
  assert.deepEqual([messages, states], [['a', 'b'], ['loading', 'ended']]);
});
