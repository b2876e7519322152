// Requests as code: the copied code sends exactly the same, whatever the request contains.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BackendClient } from '../../../pkg/node.mjs';
import { load } from '../support/load.mjs';

const { curlOf } = await load('lib/code/curl.ts');
const { literal } = await load('lib/code/literal.ts');
const { scriptOf } = await load('lib/code/script.ts');
const { recorded } = await load('state/recorded.ts');
const run = promisify(execFile);
// From here, the package can import itself by its name.
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TOKEN = 'top secret $HOME `id`';

const got = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { method, url, headers } = request;
  got.push({ method, url, type: headers['content-type'], token: headers['synapse-access-token'], tenant: headers['synapse-tenant'], body });
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ id: 1, job_id: 1, count: 0, next: null, results: [] }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const baseUrl = `http://127.0.0.1:${server.address().port}/pre fix`.replace(' ', '%20');
const client = new BackendClient({ baseUrl, apiToken: TOKEN, tenant: 'mine', retry: false });
const env = { PATH: process.env.PATH, HOME: '/nowhere', SYNAPSE_API_TOKEN: TOKEN, SYNAPSE_TENANT: 'mine' };

const ODD = {
  "it's": 'a "word", `id`, $HOME, \\n \\" and \\',
  'two\nlines': '한국어 😀\u0000\u2028\ud800',
  ['__proto__']: { a: -0, b: 1e21, c: [null, true, []], d: {} },
  'not-a-name': '@file',
  if: '!history',
};

const ASKS = {
  'a list': (c, signal) =>
    c.listJobs({ status: ['running', 'failed'], plugin: null, user: undefined, created_after: new Date(12345), page: 2 }, { signal }),
  'a list without a filter': (c, signal) => c.listStorages(null, { signal }),
  'a page of an iterator': async (c, signal) => {
    for await (const item of c.iteratePluginReleases('a/b c', { ordering: '-created' }, { signal })) void item;
  },
  'one thing': (c, signal) => c.getJob("it's", { expand: ['metrics'] }, { signal }),
  'a run': (c) => c.runPlugin('a b', { parameters: ODD }),
  'an empty body': (c) => c.runPlugin(1, {}),
  'a change': (c) => c.request('PATCH', 'plugins/x[1]{2}/', { data: ODD }),
};

for (const [name, ask] of Object.entries(ASKS)) {
  test(`${name}: the curl command and the program send the same request as the page`, async () => {
    await ask(client, new AbortController().signal).catch(() => {});
    const wanted = got.pop();
    const calls = await recorded(client, true, ask);
    assert.equal(got.length, 0, 'something was sent');
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call.requests.length, 1);
    const line = curlOf(call.requests[0]);
    await run('/bin/sh', ['-c', line], { env });
    assert.deepEqual(got.pop(), wanted, line);
    const program = scriptOf(call, baseUrl, true);
    await run(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, env });
    assert.deepEqual(got.pop(), wanted, program);
    for (const code of [line, program]) assert.equal(code.includes('top secret') || code.includes('mine'), false, code);
  });
}

test('a literal evaluates to its value', () => {
  const values = [ODD, [], {}, '', 'x'.repeat(200), [{ deep: [{ a: 'b'.repeat(90) }] }], new Date(0)];
  for (const value of values) assert.deepEqual(eval(`(${literal(value)})`), value);
});

test('a call after a refused one is recorded', async () => {
  const ask = (c) => Promise.all([c.getPlugin(1), c.iterateAgents().next().catch(() => []), c.getJob(2)]);
  const calls = await recorded(client, true, ask);
  assert.deepEqual(calls.map(({ method }) => method), ['getPlugin', 'iterateAgents', 'getJob']);
  const [call] = await recorded(client, true, (c) => {
    c.getPlugin(1).catch(() => {});
    throw new Error('refused');
  });
  assert.equal(call.requests.length, 1);
});

test('a call that cannot be sent is not shown', async () => {
  assert.deepEqual(await recorded(client, true, (c) => c.createServeApplication({})), []);
  assert.deepEqual(await recorded(client, true, () => undefined), []);
});
