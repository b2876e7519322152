// The entry without the module: what it says without a module or with a wrong one, and that it works after a failure.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { rejected } from '../support/rejected.mjs';
import { server } from '../support/server.mjs';

const require = createRequire(import.meta.url);
const wasm = await readFile(require.resolve('synapse-backend-client/client.wasm'));
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const fetch = async () => Response.json({ id: 7 });
const options = { baseUrl: 'https://backend.example', fetch };

/** A copy in which no module runs. */
function freshCopy() {
  const path = require.resolve('synapse-backend-client/slim');
  delete require.cache[path];
  return require(path);
}

async function assertWorks({ BackendClient }) {
  assert.deepEqual(await new BackendClient(options).getPlugin(7), { id: 7 });
}

test('before init it says so, and after init it works', async () => {
  const slim = freshCopy();
  const used = () => new slim.BackendClient(options);
  assert.throws(used, { name: 'InvalidRequestError', message: /slim is used before init\(source\) was awaited/ });
  await slim.init(wasm);
  await assertWorks(slim);
});

const sources = {
  'its bytes': () => wasm,
  'a compiled module': () => new WebAssembly.Module(wasm),
  'an ArrayBuffer': () => new Uint8Array(wasm).buffer,
  'a Response': () => new Response(wasm),
  'a promise of a Response': async () => new Response(wasm),
};
for (const [name, source] of Object.entries(sources)) {
  test(`init accepts ${name}`, async () => {
    const slim = freshCopy();
    await slim.init(source());
    await assertWorks(slim);
  });
}

test('initSync accepts bytes and a compiled module', async () => {
  for (const source of [wasm, new WebAssembly.Module(wasm)]) {
    const slim = freshCopy();
    slim.initSync(source);
    await assertWorks(slim);
  }
});

test('wrong bytes or a wrong module are refused, and the right ones are accepted afterwards', async () => {
  const slim = freshCopy();
  const refusal = { name: 'InvalidRequestError', field: 'source', message: "source is not this version's client.wasm" };
  for (const source of [Buffer.from('<!doctype html>'), new Uint8Array(), emptyModule, new WebAssembly.Module(emptyModule)]) {
    assert.throws(() => slim.initSync(source), refusal);
    await assert.rejects(slim.init(source), refusal);
  }
  await slim.init(wasm);
  await assertWorks(slim);
});

test('a value that is not a source is refused', async () => {
  const slim = freshCopy();
  for (const source of [undefined, null, 7, {}]) {
    const refusal = { name: 'InvalidRequestError', field: 'source', message: /^source must be a (URL|WebAssembly\.Module)/ };
    assert.throws(() => slim.initSync(source), refusal);
    await assert.rejects(slim.init(source), refusal);
  }
});

test('a URL that is not found is refused, and a valid one is accepted afterwards', async () => {
  const { url } = await server((request, response) => {
    if (request.url !== '/client.wasm') response.writeHead(404).end('<!doctype html>');
    else response.writeHead(200, { 'Content-Type': 'application/wasm' }).end(wasm);
  });
  const slim = freshCopy();
  const error = await rejected(slim.init(`${url}/lost.wasm`));
  assert.ok(error instanceof slim.InvalidRequestError);
  assert.equal(error.message, 'source cannot be fetched: 404');
  await slim.init(new URL('/client.wasm', url));
  await assertWorks(slim);
});

test('a URL that cannot be reached is refused', async () => {
  const slim = freshCopy();
  const error = await rejected(slim.init('http://127.0.0.1:1/client.wasm'));
  assert.equal(error.message, 'source cannot be fetched');
  assert.ok(error.cause instanceof TypeError);
});

test('two calls of init, at once or one after the other, have the effect of one', async () => {
  const slim = freshCopy();
  const requested = [];
  const response = () => Object.assign(new Response(wasm), { arrayBuffer: async () => (requested.push('bytes'), wasm) });
  await Promise.all([slim.init(response()), slim.init(response())]);
  const client = new slim.BackendClient(options);
  await slim.init(response());
  slim.initSync(emptyModule);
  assert.deepEqual(requested, ['bytes']);
  // An error of the module that ran first. A second module would not recognize it.
  assert.deepEqual(await client.getPlugin(7), { id: 7 });
});
