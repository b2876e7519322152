// The tests of the effects of a panic, for Node and for pages.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildPanicking } from '../../scripts/build/panic.mjs';
import { toolchainEnv } from '../../scripts/lib/toolchain.mjs';
import { DEEP_CALLS, NEVER_SENT, PANICS } from './panics.mjs';
import { stuckServer } from './stuck-server.mjs';

const THROWING = ['constructor', 'withOptions', 'baseUrl', 'jobState'].map((name) => `later, ${name}`);

const INTERNAL = {
  isOurs: true,
  isInstance: true,
  name: 'InternalError',
  code: 'internal',
  message: 'A bug in synapse-backend-client: its WebAssembly module panicked. Reload the page, or restart the process',
};

/**
 * Declares the tests. `run` runs one of the functions of `panics.mjs` with a module of its own, and fails if there is an uncaught error.
 */
export function testPanics(run) {
  before(async () => buildPanicking(await toolchainEnv()));

  for (const how of Object.keys(PANICS)) {
    test(`a panic ${how}: every call rejects`, async () => {
      const server = await stuckServer();
      const ended = await run('panicAmid', server.url, how);
      assert.ok(Object.keys(ended).length > 45, String(Object.keys(ended)));
      const hasCause = how !== 'by an exception that is undefined';
      for (const [name, end] of Object.entries(ended)) {
        assert.deepEqual(end, { isThrown: THROWING.includes(name), ...INTERNAL, hasCause }, name);
      }
      assert.ok(!server.requests.some(({ target }) => target.startsWith(`/plugins/${NEVER_SENT}`)), 'nothing is sent afterwards');
    });
  }

  for (const how of ['in the method itself', 'in a timer']) {
    test(`a panic ${how} causes no unhandled rejection`, async () => {
      assert.equal(await run('forgetAmid', how), 'ended');
    });
  }

  test('callbacks after the end of a call cause no panic', async () => {
    const { number, ...rest } = await run('callBackLate');
    assert.ok(number >= 5, String(number));
    assert.deepEqual(rest, { bystander: 'fulfilled', later: 'fulfilled' });
  });

  for (const what of ['a call', 'an iterator', 'the base URL', 'another client', 'an abort']) {
    test(`${what}, in an endless recursion: the stack overflow ends it, and all other calls continue`, async () => {
      const { counts, bystander, later } = await run('callWithoutEnd', what);
      const { RangeError: overflowed, fulfilled, ...rest } = counts;
      assert.ok(overflowed > 0 && fulfilled > 1000, JSON.stringify(counts));
      assert.deepEqual([rest, bystander, later], [{}, 'fulfilled', 'fulfilled']);
    });
  }

  for (const what of Object.keys(DEEP_CALLS)) {
    test(`${what}, called for the first time at the end of the stack: no promise hangs`, async () => {
      const { counts, bystander } = await run('callAtTheEnd', what);
      assert.ok(Object.keys(counts).every((end) => ['RangeError', 'InternalError', 'fulfilled'].includes(end)), JSON.stringify(counts));
      assert.ok(bystander === 'fulfilled' || bystander.code === 'internal', JSON.stringify(bystander));
    });
  }
}
