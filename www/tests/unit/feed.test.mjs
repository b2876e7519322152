import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClientConnectionError, NotFoundError } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { followLog } = await load('lib/log/feed.ts');

const entry = (message) => ({ timestamp: '2026-03-01T12:00:00Z', level: 'INFO', message });
const never = new Promise(() => {});
const POLL = 3000;
const SILENCE = 15_000;

/**
 * A backend with rounds: each has the job, the list and the live log. If a round `counts`, its live log numbers the lines from the job's
 * first one. An error in the live log is thrown, and a promise is awaited.
 */
function backend(rounds) {
  let round = 0;
  const now = () => rounds[Math.min(round, rounds.length - 1)];
  return {
    listed: 0,
    async getJob(job, params, { signal }) {
      signal.throwIfAborted();
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

/** The first line of the live log arrives before the list is requested, unless it is `late`. */
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
      if (ms === POLL || ms === SILENCE) return never;
      seen.waits.push(ms);
      client.next();
    },
  });
  return { ...seen, listed: client.listed };
}

test('the log of an ended job is read once', async () => {
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

test('a broken connection is reported and waited out, and no entry is lost or repeated', async () => {
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

test('a live log that was closed while the job runs is requested again', async () => {
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

test('a permanent failure is reported', async () => {
  const { states } = await follow([{ list: [], live: [new NotFoundError('not there', { code: 'not_found' })] }]);
  assert.deepEqual(states, ['loading', 'failed']);
});

test('a live log that begins at the first line is enough, also for an ended job', async () => {
  const { messages, states, listed } = await follow([{ ended: true, list: ['a', 'b'], live: ['a', 'b', 'complete'], counts: true }]);
  assert.deepEqual([messages, states, listed], [['a', 'b'], ['loading', 'ended'], 0]);
});

test('if the live log of an ended job breaks, the list has the rest', async () => {
  const live = ['a', new ClientConnectionError('broken', { code: 'connection' })];
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b', 'c'], live, counts: true }]);
  assert.deepEqual([messages, states], [['a', 'b', 'c'], ['loading', 'ended']]);
});

test('an ended job needs no live log', async () => {
  const live = [new NotFoundError('not there', { code: 'not_found' })];
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b'], live }]);
  assert.deepEqual([messages, states], [['a', 'b'], ['loading', 'ended']]);
});

test('a silent live log is not awaited', async () => {
  const { messages, states } = await follow([{ ended: true, list: ['a', 'b'], live: [never] }], { late: true });
  assert.deepEqual([messages, states], [['a', 'b'], ['loading', 'ended']]);
});

/** Tabs controlled by the test. By default no other tab shows the log, and the tab is visible. */
function tabs(changes) {
  const release = () => {};
  const open = async () => release;
  const relay = { open: () => release, tell() {}, listen: () => release };
  return { hidden: false, shown: async () => {}, onHidden: () => release, tryLead: open, lead: open, tryStream: open, relay, ...changes };
}

const untilAborted = (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** Follows the log of a client until `until` returns true for the events so far. */
async function followIn(surroundings, client, until) {
  const controller = new AbortController();
  const seen = { messages: [], states: [], waits: [] };
  const look = () => until(seen) && controller.abort();
  await followLog({
    client,
    job: 1,
    signal: controller.signal,
    tabs: surroundings,
    onEntries: (entries) => (seen.messages.push(...entries.map(({ message }) => message)), look()),
    onState: ({ name }) => (seen.states.push(name), look()),
    sleep: async (ms) => void seen.waits.push(ms),
  });
  return seen;
}

test('entries that another tab reads are used, and missed ones are read from the list', async () => {
  const client = backend([{ list: ['a', 'b', 'c'], live: [never] }, { list: ['a', 'b', 'c', 'd', 'e'], live: [never] }]);
  let hear;
  const listen = (onEntries) => {
    hear = onEntries;
    return () => {};
  };
  const follower = tabs({ tryLead: async () => null, lead: untilAborted, relay: { ...tabs().relay, listen } });
  const { messages } = await followIn(follower, client, ({ messages: all, states }) => {
    if (states.at(-1) === 'live' && all.length === 3) {
      // Entries that are known already, and then a gap.
      hear(2, [entry('c')]);
      client.next();
      hear(5, [entry('f')]);
    }
    return all.length === 6;
  });
  assert.deepEqual(messages, ['a', 'b', 'c', 'd', 'e', 'f']);
});

test('a log without a free connection polls until there is one', async () => {
  const client = backend([{ list: ['a'], live: ['a', 'b'] }]);
  let free = false;
  const polling = tabs({ tryStream: async () => (free ? () => {} : null) });
  const { messages, states } = await followIn(polling, client, ({ messages: all, waits }) => {
    free = waits.filter((ms) => ms === POLL).length >= 2;
    return all.includes('b');
  });
  assert.deepEqual([messages, [...new Set(states)]], [['a', 'b'], ['loading', 'polling', 'live']]);
  assert.equal(client.listed > 2, true);
});

test('a long list without pages is polled less often', async () => {
  const client = backend([{ list: Array.from({ length: 100_000 }, (_, index) => String(index)), live: [] }]);
  const { waits } = await followIn(tabs({ tryStream: async () => null }), client, ({ waits: all }) => all.length > 1);
  assert.equal(waits[0], 10_000);
});
