// Logs with files, whose bytes become part of the JSON.
import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

const backend = await server((request, response) => json(response, {}, 201));
const client = new BackendClient({ baseUrl: backend.url });
const folder = await mkdtemp(join(tmpdir(), 'logs-'));
after(() => rm(folder, { recursive: true }));

const posted = () => JSON.parse(backend.requests.at(-1).body);

test('toJSON decides what is sent, also if another log has a file', async () => {
  class Log {
    constructor(message) {
      Object.assign(this, { message, internal: 'not for others' });
    }

    toJSON() {
      return { message: this.message.toUpperCase() };
    }
  }
  await client.createLogs([new Log('a'), { message: 'b', file: new Blob(['x']) }]);
  assert.deepEqual(posted(), [{ message: 'A' }, { message: 'b', file: 'data:application/octet-stream;base64,eA==' }]);
});

test('a file of several slices arrives complete', async () => {
  const bytes = Buffer.from(Array.from({ length: 100_001 }, (_, at) => at % 251));
  await client.createLogs({ message: 'm', file: new File([bytes], 'a.bin', { type: 'image/png' }) });
  assert.equal(posted().file, `data:image/png;base64,${bytes.toString('base64')}`);
});

test('a file whose text would be longer than JavaScript allows is refused, and no other call fails', async () => {
  const path = join(folder, 'large.bin');
  const file = await open(path, 'w');
  await file.truncate(400 << 20);
  await file.close();
  const error = await rejected(client.createLogs({ message: 'm', file: await openAsBlob(path) }));
  assert.deepEqual([error.name, error.field, error.attempts], ['InvalidRequestError', 'file', 0]);
  await client.createLogs({ message: 'later' });
  assert.deepEqual(posted(), { message: 'later' });
});
