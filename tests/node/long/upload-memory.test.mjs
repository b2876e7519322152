import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../support/sandbox.mjs';
import { created, readAll, streamServer } from './support/stream-server.mjs';

const MIB = 1 << 20;
const SIZE = 1024 * MIB;
const program = fileURLToPath(new URL('support/uploading.mjs', import.meta.url));
// Sparse, so it takes no space on disk.
const path = join(await temporaryFolder(), 'large.zip');
await writeFile(path, '');
await truncate(path, SIZE);

const CASES = [
  { title: 'without progress', mode: 'plain', isReluctant: false },
  { title: 'with progress', mode: 'progress', isReluctant: false },
  { title: 'to a server that reads nothing until the client can do no more', mode: 'progress', isReluctant: true },
];

for (const { title, mode, isReluctant } of CASES) {
  test(`1 GiB from disk, ${title}: the memory stays flat`, { timeout: 110_000 }, async () => {
    const sizes = [];
    const { url } = await streamServer(async (request, response, count) => {
      if (isReluctant && count > 1) await message(child, (word) => word === 'idle');
      sizes.push(await readAll(request));
      created(response);
    });
    const child = fork(program, [url, path, mode]);
    const [{ growth, wasmGrowth }] = await Promise.all([message(child, (word) => word.growth !== undefined), once(child, 'exit')]);
    assert.ok(growth < 128 * MIB, `${Math.round(growth / MIB)} MiB`);
    assert.equal(wasmGrowth, 0);
    assert.ok(sizes.length === 2 && sizes[1] > SIZE, String(sizes));
  });
}

/** The next message of a child process. It is an error if the child ends before. */
function message(child, isIt) {
  return new Promise((resolve, reject) => {
    child.on('message', (word) => isIt(word) && resolve(word));
    child.once('exit', (code) => reject(new Error(`the program has ended with ${code}`)));
  });
}
