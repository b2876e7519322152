// Runtimes whose Blob is not the engine's, such as jsdom: an upload works, or is refused with the reason before it is sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { json, server } from '../support/server.mjs';

const backend = await server((request, response) => json(response, { id: 1 }));
const client = new BackendClient({ baseUrl: backend.url, apiToken: 'token', retry: false });
const NodeBlob = Blob;

/** A Blob written in JavaScript with the members of jsdom's: no arrayBuffer, no text, no stream. */
class JsBlob {
  #size = 0;
  #type;

  constructor(parts = [], { type = '' } = {}) {
    for (const part of parts) this.#size += part.byteLength ?? part.size ?? Buffer.byteLength(String(part));
    this.#type = type;
  }

  get size() {
    return this.#size;
  }

  get type() {
    return this.#type;
  }

  slice() {
    return new JsBlob();
  }

  get [Symbol.toStringTag]() {
    return 'Blob';
  }
}

class JsFile extends JsBlob {
  constructor(parts, name, options) {
    super(parts, options);
    this.name = name;
  }

  get [Symbol.toStringTag]() {
    return 'File';
  }
}

const CALLS = {
  'an upload': (file) => client.createPluginRelease({ plugin: 1, version: '1', file }),
  'an upload with progress': (file) => client.createPluginRelease({ plugin: 1, version: '1', file }, { onUploadProgress() {} }),
  logs: (file) => client.createLogs({ message: 'm', file }),
};
const FILES = {
  bytes: () => Buffer.from('PK-bytes'),
  'an ArrayBuffer': () => new Uint8Array(Buffer.from('PK-bytes')).buffer,
  'its own Blob': () => new JsBlob(['PK-bytes']),
  'its own File': () => new JsFile(['PK-bytes'], 'a.zip'),
  "the engine's Blob": () => new NodeBlob(['PK-bytes']),
};

for (const [call, send] of Object.entries(CALLS)) {
  for (const [what, make] of Object.entries(FILES)) {
    test(`${call} of ${what}, if Blob is not the engine's: sent completely, or refused with the reason`, async (t) => {
      const { Blob: old, File: oldFile } = globalThis;
      t.after(() => Object.assign(globalThis, { Blob: old, File: oldFile }));
      Object.assign(globalThis, { Blob: JsBlob, File: JsFile });
      const before = backend.requests.length;
      const error = await send(make()).then(() => undefined, (thrown) => thrown);
      if (!error) {
        const { body } = backend.requests.at(-1);
        return assert.ok(body.includes('PK-bytes') || body.includes(btoa('PK-bytes')), body);
      }
      assert.deepEqual([error.name, error.field, error.attempts, error.mayHaveBeenApplied], ['InvalidRequestError', 'file', 0, false]);
      assert.equal(backend.requests.length, before);
      return assert.match(error.message, /Blob/);
    });
  }

  test(`${call}: a File of another implementation is refused with the reason`, async () => {
    for (const make of [() => new JsFile(['PK-bytes'], 'a.zip'), () => new JsBlob(['PK-bytes'])]) {
      const error = await rejected(send(make()));
      assert.deepEqual([error.name, error.field, error.attempts], ['InvalidRequestError', 'file', 0]);
      assert.match(error.message, /Blob|File/);
    }
  });
}
