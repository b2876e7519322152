// A token over plain http to another machine can be read by others. Each client warns once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';

delete process.env.SYNAPSE_API_TOKEN;
delete process.env.SYNAPSE_AGENT_TOKEN;

const fetch = async () => Response.json({ id: 1 });

/** The warnings of a client with these options that makes two calls, and of a client from withOptions. */
async function warnings(t, options) {
  const { mock } = t.mock.method(console, 'warn', () => {});
  const client = new BackendClient({ fetch, ...options });
  await client.getPlugin(1);
  await client.getPlugin(2);
  await client.withOptions({ timeout: 5 }).getPlugin(3);
  const said = mock.calls.map(({ arguments: words }) => words.join(' '));
  t.mock.restoreAll();
  return said;
}

const TOKENS = [{ apiToken: 'a' }, { accessToken: 'a' }, { agentToken: 'a' }, { authorizationToken: 'a' }, { apiToken: () => 'a' }];

for (const token of TOKENS) {
  const [name] = Object.keys(token);
  test(`${name} (${typeof token[name]}): one warning, without the token`, async (t) => {
    const [warning, ...others] = await warnings(t, { baseUrl: 'http://backend.example', ...token });
    assert.deepEqual(others, []);
    assert.match(warning, /http/);
    assert.doesNotMatch(warning, /Token a/);
  });
}

test('a token from the environment causes a warning', async (t) => {
  process.env.SYNAPSE_API_TOKEN = 'from-env';
  t.after(() => delete process.env.SYNAPSE_API_TOKEN);
  assert.equal((await warnings(t, { baseUrl: 'http://backend.example' })).length, 1);
});

for (const baseUrl of ['http://10.0.0.1', 'http://192.168.1.9:8000/api', 'http://127.0.0.1.evil.example', 'http://localhost.evil.example', 'http://[::2]']) {
  test(`${baseUrl} is another machine`, async (t) => {
    assert.equal((await warnings(t, { baseUrl, apiToken: 'a' })).length, 1);
  });
}

const LOOPBACK = ['http://localhost:8000', 'http://LOCALHOST', 'http://127.0.0.1', 'http://127.1', 'http://2130706433', 'http://[::1]:8000', 'http://app.localhost'];

for (const baseUrl of [...LOOPBACK, 'https://backend.example']) {
  test(`${baseUrl} needs no warning`, async (t) => {
    assert.deepEqual(await warnings(t, { baseUrl, apiToken: 'a' }), []);
  });
}

test('a client without a token does not warn', async (t) => {
  assert.deepEqual(await warnings(t, { baseUrl: 'http://backend.example', apiToken: '' }), []);
});

test('each client warns once', async (t) => {
  const options = { baseUrl: 'http://backend.example', apiToken: 'a' };
  assert.equal((await warnings(t, options)).length, 1);
  assert.equal((await warnings(t, options)).length, 1);
});

test('withOptions warns if it changes to plain http', (t) => {
  const { mock } = t.mock.method(console, 'warn', () => {});
  const client = new BackendClient({ baseUrl: 'https://backend.example', apiToken: 'a', fetch });
  const other = client.withOptions({ baseUrl: 'http://backend.example' });
  other.withOptions({ timeout: 5 });
  assert.equal(mock.callCount(), 1);
});
