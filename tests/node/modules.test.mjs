import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import * as imported from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';

const require = createRequire(import.meta.url);

test('import and require give the same classes', () => {
  const required = require('synapse-backend-client');
  assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort());
  for (const [name, value] of Object.entries(imported)) assert.equal(required[name], value, name);
});

test('isInstance recognizes an error of another copy of the package', async () => {
  const first = require('synapse-backend-client');
  delete require.cache[require.resolve('synapse-backend-client')];
  const second = require('synapse-backend-client');
  assert.notEqual(second.NotFoundError, first.NotFoundError);

  const fetch = async () => Response.json({ detail: 'Not found.' }, { status: 404 });
  const error = await rejected(new second.BackendClient({ baseUrl: 'https://backend.example', fetch }).getPlugin(1));
  assert.ok(!(error instanceof first.NotFoundError));
  for (const type of [first.NotFoundError, first.HTTPError, first.ClientError]) assert.ok(type.isInstance(error), type.name);
  for (const type of [first.ValidationError, first.ServerError]) assert.ok(!type.isInstance(error), type.name);
  for (const value of [null, undefined, 'text', new Error('other')]) assert.ok(!first.ClientError.isInstance(value));
});

test('the entry for Node bundlers exports the same names, and needs no CommonJS', async () => {
  const { getBuiltinModule } = process;
  // As in Node before 20.16.
  process.getBuiltinModule = undefined;
  try {
    for (const [file, same] of [['node.js', 'node.mjs'], ['slim-node.js', 'slim-node.mjs']]) {
      const bundled = await import(`../../pkg/${file}`);
      assert.deepEqual(Object.keys(bundled).sort(), Object.keys(await import(`../../pkg/${same}`)).sort(), file);
      if (file === 'node.js') assert.equal((await bundled.fileFromPath(new URL(import.meta.url))).name, 'modules.test.mjs');
    }
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
});

test('the package.json can be imported', () => {
  assert.equal(require('synapse-backend-client/package.json').name, 'synapse-backend-client');
});

test('import does not search the large files for names, which takes longer than running them', async () => {
  for (const file of ['node-import.cjs', 'slim-node-import.cjs']) {
    const found = await import(`../../pkg/${file}`);
    assert.equal(typeof found.default.BackendClient, 'function');
    assert.ok(!('BackendClient' in found), file);
  }
});
