import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { showProgress } from '../../../examples/lib/progress-bar.mjs';
import { zip } from '../../../examples/lib/zip.mjs';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../../support/sandbox.mjs';
import { begin } from './support/logs.mjs';
import { created, streamServer } from './support/stream-server.mjs';

const bounded = { timeout: 30_000 };
const { url, client } = await sandbox();
const folder = await temporaryFolder();

/** Runs an example, and calls `meanwhile` with its process. */
async function example(name, { args = [], baseUrl = url, meanwhile = () => {} } = {}) {
  const file = fileURLToPath(new URL(`../../../examples/${name}.mjs`, import.meta.url));
  const env = { ...process.env, SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
  const child = spawn(process.execPath, [file, ...args], { env });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit'), meanwhile(child)]);
  return { code, stdout, stderr };
}

test('upload.mjs releases its own package', bounded, async () => {
  const { code, stdout, stderr } = await example('upload');
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /^█{30} 100 % of \d+ bytes\nCreated release: 1 of plugin 1 with plugin\.zip\n$/);
});

test('upload.mjs releases the file that it is given', bounded, async () => {
  const path = join(folder, 'größe.zip');
  const bytes = zip({ 'a.py': 'pass\n' });
  await writeFile(path, bytes);
  const { code, stdout } = await example('upload', { args: [path] });
  assert.equal(code, 0);
  const [, id] = /Created release: (\d+) .* with größe\.zip/.exec(stdout);
  const { file } = await client.getPluginRelease(id);
  assert.deepEqual([file.name, file.size], ['größe.zip', bytes.length]);
});

test('upload.mjs says what is wrong with a file', bounded, async () => {
  const { code, stderr } = await example('upload', { args: [join(folder, 'missing.zip')] });
  assert.equal(code, 1);
  assert.match(stderr, /^InvalidRequestError: path cannot be read \(ENOENT\)/);
});

test('upload.mjs stops at Ctrl-C', { ...bounded, skip: process.platform === 'win32' && 'there are no signals' }, async () => {
  const path = join(folder, 'large.zip');
  await writeFile(path, '');
  await truncate(path, 256 << 20);
  let child;
  const backend = await streamServer((request, response) => {
    if (request.url === '/plugins/') return created(response);
    // During the upload: the sockets cannot hold the rest.
    return request.once('data', () => {
      request.pause();
      child.kill('SIGINT');
    });
  });
  const { code, stdout, stderr } = await example('upload', { args: [path], baseUrl: backend.url, meanwhile: (one) => (child = one) });
  assert.deepEqual([code, stdout, stderr], [130, '', '\nStopped. If the whole file had been sent, the release may exist.\n']);
});

test('tail.mjs prints a log to its end', bounded, async () => {
  const { code, stdout, stderr } = await example('tail');
  assert.deepEqual([code, stderr], [0, '']);
  const lines = stdout.split('\n').map((line) => line.replace(/^ {2}\S+ /, '  '));
  assert.match(lines[0], /^Started job: \d+$/);
  assert.deepEqual(lines.slice(1), [
    '  INFO: Simulated run of 4 steps started',
    ...[1, 2, 3, 4].map((step) => `  INFO: Step ${step} of 4`),
    '  INFO: Simulated run completed',
    'Job ended: completed',
    '',
  ]);
});

test('tail.mjs stops at Ctrl-C', { ...bounded, skip: process.platform === 'win32' && 'there are no signals' }, async () => {
  let child;
  const backend = await streamServer((request, response) => {
    if (request.url === '/plugins/') return created(response);
    if (request.method === 'POST') return response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"job_id": 7}');
    begin(response);
    return child.kill('SIGINT');
  });
  const { code, stdout, stderr } = await example('tail', { baseUrl: backend.url, meanwhile: (one) => (child = one) });
  assert.deepEqual([code, stdout, stderr], [130, 'Started job: 7\n', 'Stopped. The job goes on.\n']);
});

test('the progress bar of a terminal is one line, which ends with the upload', () => {
  let written = '';
  const terminal = { isTTY: true, write: (part) => (written += part) };
  for (const loaded of [0, 1024, 3072]) showProgress({ loaded, total: 3072, attempt: 1 }, terminal);
  const line = (filled, percent) => `\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${percent} % of 3.0 KiB`;
  assert.equal(written, `${line(0, 0)}${line(10, 33)}${line(30, 100)}\n`);

  written = '';
  showProgress({ loaded: 3 * 2 ** 30, total: 6 * 2 ** 30, attempt: 2 }, terminal);
  assert.match(written, /50 % of 6\.0 GiB, attempt 2$/);
});
