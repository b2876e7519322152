import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../support/sandbox.mjs';
import { mirror } from './support/backends.mjs';
import { recipe } from './support/recipe.mjs';

const data = await temporaryFolder();
const { url, client } = await sandbox('--data', data);
const ci = await recipe('ci');
const env = { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const release = (...args) => ci.run('release', { env, args });

test('an unknown plugin is a readable failure', async () => {
  const { code, stdout, stderr } = await release();
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^400 Bad Request: POST \/plugin_releases\/: .*\n {2}plugin: .*does not exist.*\n {2}request: [\w-]+\n$/);
});

await writeFile(join(ci.folder, 'plugin', '.env'), 'SECRET=1\n');

test('a plugin is released once, and its log is followed', async () => {
  await client.createPlugin({ name: 'Denoise', code: 'denoise' });
  const first = await release('{"steps": 2, "delay": 0.05}');
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^Released denoise@1\.10: 4 files, \d+ bytes\nStarted job 1\n/);
  assert.match(first.stdout, /^ {2}Step 2 of 2\n( {2}.*\n)*Job 1 succeeded\n$/m);
  const again = await release('{"steps": 1, "delay": 0}');
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /^denoise@1\.10 was released before\nStarted job 2\n/);
  assert.equal((await client.listPluginReleases('denoise')).length, 1);
});

test('the package contains what the plugin needs, and no hidden files', async () => {
  const { unzipSync } = createRequire(join(ci.folder, 'package.json'))('fflate');
  const files = unzipSync(await readFile(join(data, 'packages', '1.zip')));
  assert.deepEqual(Object.keys(files).sort(), ['config.yaml', 'plugin/__init__.py', 'plugin/main.py', 'requirements.txt']);
  assert.match(Buffer.from(files['config.yaml']).toString(), /^code: denoise$/m);
});

test('a failed job is a failure', async () => {
  const { code, stdout, stderr } = await release('{"steps": 2, "delay": 0, "fail_at": 2}');
  assert.equal(code, 1);
  assert.match(stdout, /Step 1 of 2/);
  assert.match(stderr, /^The job did not succeed: .*: its status is failed$/m);
});

test('a log that is not available is not a failure', async () => {
  const answers = { '/plugins/denoise/run/': '{"job_id": 7}', '/jobs/7/': '{"id": 7, "status": "completed"}' };
  const { url: baseUrl } = await mirror(({ url }) =>
    url.includes('tail') ? { status: 503, headers: { 'Retry-After': '0' }, body: '' } : { body: answers[url] },
  );
  const { code, stdout, stderr } = await ci.run('release', { env: { ...env, SYNAPSE_BASE_URL: baseUrl } });
  assert.equal(code, 0);
  assert.match(stdout, /^Job 7 succeeded$/m);
  assert.match(stderr, /^503 Service Unavailable: GET \S+tail_console_logs\/\n$/);
});

test('unreadable input is reported without a stack', async () => {
  const parameters = await release('{bad');
  assert.equal(parameters.code, 1);
  assert.match(parameters.stderr, /^The parameters: Flow map must end with a }/);
  const config = join(ci.folder, 'plugin', 'config.yaml');
  const good = await readFile(config);
  const lacks = (key) => new RegExp(`^config\\.yaml lacks ${key}\n$`);
  const cases = [['code: [', /^config\.yaml: Flow sequence/], ['', lacks('code')], ['code: denoise', lacks('version')]];
  for (const [text, problem] of cases) {
    await writeFile(config, text);
    const { code, stderr } = await release();
    assert.equal(code, 1);
    assert.match(stderr, problem);
    assert.doesNotMatch(stderr, /release\.mjs/);
  }
  await writeFile(config, good);
});

test('a package that lacks a file is not released', async () => {
  await rm(join(ci.folder, 'plugin', 'requirements.txt'));
  const { code, stdout, stderr } = await release();
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.equal(stderr, 'The package in plugin lacks requirements.txt\n');
});

test('a missing setting is named', async () => {
  const { code, stderr } = await ci.run('release', { env: { SYNAPSE_BASE_URL: '' } });
  assert.equal(code, 1);
  assert.match(stderr, /^baseUrl is required/);
});
