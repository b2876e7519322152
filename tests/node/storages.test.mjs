import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, ValidationError } from 'synapse-backend-client';
import { localStorage, s3Storage } from '../support/document.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';

const { client } = await sandbox();

test('createStorage creates storages, and getStorage returns their configuration', async () => {
  for (const data of [s3Storage, localStorage]) {
    const { id } = await client.createStorage(data);
    const storage = await client.getStorage(id);
    assert.deepEqual({ ...storage, ...data, id }, storage);
  }
});

test('listStorages returns the storages without their secrets', async () => {
  const storages = await client.listStorages();
  const names = storages.map(({ name, provider }) => `${name} (${provider})`);
  assert.deepEqual(names, ['My S3 Storage (amazon_s3)', 'Local Storage (file_system)']);
  assert.ok(storages.every(({ configuration }) => configuration === undefined));
  const [storage] = await client.listStorages({ with_configuration: true });
  assert.deepEqual(storage.configuration, s3Storage.configuration);
});

test('an unknown provider is a field error', async () => {
  const error = await rejected(client.createStorage({ name: 'Floppy', provider: 'floppy' }));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(error.fieldErrors, { provider: ['"floppy" is not a valid choice.'] });
});

test('a missing storage rejects with NotFoundError', async () => {
  assert.ok((await rejected(client.getStorage(999))) instanceof NotFoundError);
});
