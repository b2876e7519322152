// A value in a path or a query stays a value. It never becomes another path, query or host.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { faultServer } from '../../support/fault-server.mjs';
import { answer } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: `${server.url}/api`, apiToken: 'token' });

/** Every method with an id, and its path before and after the id. */
const METHODS = {
  healthCheckAgent: [(id) => client.healthCheckAgent(id), 'agents/', '/connect/'],
  getPlugin: [(id) => client.getPlugin(id), 'plugins/', '/'],
  updatePlugin: [(id) => client.updatePlugin(id, {}), 'plugins/', '/'],
  runPlugin: [(id) => client.runPlugin(id, {}), 'plugins/', '/run/'],
  getPluginRelease: [(id) => client.getPluginRelease(id), 'plugin_releases/', '/'],
  getPluginReleaseByLookup: [(id) => client.getPluginReleaseByLookup(id, { expand: null }), 'plugin_releases/', '/'],
  getJob: [(id) => client.getJob(id), 'jobs/', '/'],
  updateJob: [(id) => client.updateJob(id, {}), 'jobs/', '/'],
  listJobConsoleLogs: [(id) => client.listJobConsoleLogs(id), 'jobs/', '/console_logs/'],
  tailJobConsoleLogs: [(id) => client.tailJobConsoleLogs(id).next(), 'async/jobs/', '/tail_console_logs/'],
  waitForJob: [(id) => client.waitForJob(id), 'jobs/', '/'],
  getStorage: [(id) => client.getStorage(id), 'storages/', '/'],
};

const FIELDS = { healthCheckAgent: 'token', getPluginReleaseByLookup: 'lookup' };

/** An answer that all of them accept, and that ends a wait. */
const done = answer(200, { id: 7, status: 'completed', results: [] });

const KEPT = [
  '%2e%2e', '%2E%2E/', '.%2e', 'a/b', '/', '//evil.example/', '\\', '..\\..', '?x=1', '?', '#', '#/../', '&x=1', ';x',
  'a b', ' ', '.. ', ' ..', '...', 'a@1.0.0', '@evil.example', ':80', 'é', '😀', '\u2028', '\ufeff', '\u202e', '%',
  '%00', '+', '{}', "'", '"', '<script>', '~-_.', '__proto__',
];

for (const id of KEPT) {
  test(`the id ${JSON.stringify(id)} is exactly one segment`, async () => {
    for (const [name, [call, before, after]] of Object.entries(METHODS)) {
      server.play(done);
      await Promise.resolve(call(id)).catch(() => {});
      const { target } = server.requests[0];
      const [path, query] = target.split('?');
      assert.ok(path.startsWith(`/api/${before}`) && path.endsWith(after), `${name}: ${target}`);
      const segment = path.slice(`/api/${before}`.length, path.length - after.length);
      assert.equal(decodeURIComponent(segment), id, `${name}: ${target}`);
      assert.ok(!segment.includes('/'), `${name}: ${target}`);
      if (name !== 'getStorage') assert.equal(query, undefined, `${name}: ${target}`);
    }
  });
}

const REFUSED = [
  '', '.', '..', '\n', '1\r\nX-Injected: 1', 'a\tb', '\0', '\u007f', '\u0085', '\ud800', 'a\udc00', -1, 1.5, NaN,
  Infinity, -Infinity, 2 ** 53, 2 ** 64, -1n, -(2n ** 64n),
];

for (const id of [...REFUSED, null, undefined, true, {}, [], ['1'], Symbol('1'), Object('1'), Object(1n)]) {
  test(`the id ${typeof id === 'symbol' ? 'Symbol' : JSON.stringify(String(id))} (${typeof id}) is refused`, async () => {
    server.play(done);
    for (const [name, [call]] of Object.entries(METHODS)) {
      const error = await rejected(call(id));
      assert.ok(error instanceof InvalidRequestError, `${name}: ${error}`);
      assert.deepEqual([error.field, error.attempts], [FIELDS[name] ?? 'pk', 0]);
    }
    assert.equal(server.requests.length, 0);
  });
}

for (const id of [0, 7, 2 ** 53 - 1, 0n, 1n, 2n ** 53n, 2n ** 64n, '18446744073709551616', '-1']) {
  test(`the id ${id} (${typeof id}) is sent in full`, async () => {
    for (const [name, [call, before, after]] of Object.entries(METHODS)) {
      server.play(done);
      await Promise.resolve(call(id)).catch(() => {});
      const [path] = server.requests[0].target.split('?');
      assert.equal(path, `/api/${before}${id}${after}`, name);
    }
    server.play(done);
    await client.listPluginReleases(id);
    assert.equal(server.requests[0].target, `/api/plugin_releases/?plugin=${id}`);
  });
}

test('the plugin of listPluginReleases stays one parameter, whatever it contains', async () => {
  for (const plugin of ['a&b=c', '1#x', '../..', 'ü', '😀']) {
    server.play(done);
    await client.listPluginReleases(plugin).catch(() => {});
    const { target } = server.requests[0];
    assert.equal(target, `/api/plugin_releases/?plugin=${encodeURIComponent(plugin).replace(/'/g, '%27')}`);
  }
});

test('parameters stay parameters', async () => {
  server.play(done);
  const params = { 'a&b': 'c=d&e', 'x#': '#', '?': '?', 'ü ': '\r\nHost: evil', '__proto__': '1', '+': '+' };
  await client.listJobs(params).catch(() => {});
  const { target, headers } = server.requests[0];
  assert.deepEqual([...new URL(target, server.url).searchParams], Object.entries(params));
  assert.equal(headers.host, new URL(server.url).host);
});

const OUTSIDE = [
  '..', '../', '../x', 'a/../..', './x', '.', 'a/./b', '%2e%2e/x', '%2E./x', '.%2e/', 'a/%2e%2E', '..?x',
  '//evil.example/', '///evil.example', '/\\evil', '\\\\evil', 'a\\..\\b', 'https://evil.example/', 'HTTP:evil',
  'javascript:alert(1)', 'data:,x', 'a\nb', '\t//evil', ' //evil', 'x#y', '\0', '\ud800', '.. /x', ' ../x',
];

for (const path of OUTSIDE) {
  test(`request(): the path ${JSON.stringify(path)} is refused`, async () => {
    server.play(done);
    const error = await rejected(client.request('GET', path));
    assert.ok(error instanceof InvalidRequestError, String(error));
    assert.deepEqual([error.field, error.attempts, server.requests.length], ['path', 0, 0]);
  });
}

for (const path of ['', '/', 'a', 'a:b/c', '@evil.example/', 'a//b', 'a/..b/', 'a/...', '?next=https://evil.example/../x', ':8080/', 'a/http://x']) {
  test(`request(): the path ${JSON.stringify(path)} stays under baseUrl`, async () => {
    server.play(done);
    const outcome = await client.request('GET', path).catch((error) => error);
    if (outcome instanceof InvalidRequestError) return;
    const { target, headers } = server.requests[0];
    assert.ok(target.startsWith('/api/'), target);
    assert.equal(headers.host, new URL(server.url).host);
  });
}

test('headers cannot break out of their line', async () => {
  server.play(done);
  for (const headers of [{ 'X-A': 'a\r\nX-B: b' }, { 'X-A\r\nX-B': 'b' }, { 'X-A': 'a\0' }, { '': 'a' }, { 'X A': 'a' }, { 'X-A': '키' }]) {
    assert.throws(() => new BackendClient({ baseUrl: server.url, headers }), InvalidRequestError);
    assert.ok((await rejected(client.getPlugin(1, { headers }))) instanceof InvalidRequestError);
  }
  assert.equal(server.requests.length, 0);
});

test('a file\'s name and type cannot break out of their part', async () => {
  const name = 'a"\r\nContent-Type: text/html\r\n\r\n--x.zip';
  server.play(done);
  const file = new File(['PK'], name, { type: 'application/zip' });
  Object.defineProperty(file, 'type', { value: 'a/b\r\nX-Injected: 1' });
  await client.createPluginRelease({ plugin: 'p"\r\n', version: '1', 'x"\r\ny': 'z', file });
  const body = server.requests[0].body.toString();
  assert.ok(body.includes('filename="a%22%0D%0AContent-Type: text/html%0D%0A%0D%0A--x.zip"'), body);
  assert.ok(body.includes('name="x%22%0D%0Ay"'), body);
  assert.ok(!body.includes('\r\nX-Injected'), body);
});
