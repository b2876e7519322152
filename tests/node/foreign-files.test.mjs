// Files and bytes of other realms and of other kinds of buffers: sent completely, or refused before anything is sent. The client must never
// send fewer bytes than the caller passed.
import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { faultServer } from '../support/fault-server.mjs';
import { ok } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token', retry: false });
const elsewhere = createContext({});
const other = (code) => runInContext(code, elsewhere);
const TEXT = 'PK\u0003\u0004 bytes, é';
const BYTES = Buffer.from(TEXT);

/** The two calls that take a file. */
const CALLS = {
  createPluginRelease: (file, c = client) => c.createPluginRelease({ plugin: 1, version: '1', file }),
  createLogs: (file, c = client) => c.createLogs({ message: 'm', file }),
  'createLogs with a list': (file, c = client) => c.createLogs([{ message: 'm' }, { message: 'n', file }]),
};

/** The bytes of the file in a request. */
function bytesOf({ headers, body }) {
  const [, boundary] = /boundary=(.*)$/.exec(headers['content-type']) ?? [];
  if (!boundary) {
    const { file } = [JSON.parse(body)].flat().at(-1);
    assert.match(file, /^data:[^,]*;base64,/);
    return Buffer.from(file.slice(file.indexOf(',') + 1), 'base64');
  }
  const start = body.indexOf('\r\n\r\n', body.indexOf('filename=')) + 4;
  return body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`));
}

/** Bytes in a buffer that is larger than they are. */
function inside(buffer, View = Uint8Array) {
  new Uint8Array(buffer).fill(255).set(BYTES, 8);
  return new View(buffer, 8, BYTES.length);
}
const whole = (buffer) => (new Uint8Array(buffer).set(BYTES), buffer);
const length = BYTES.length;
const resizable = (size = 64) => new ArrayBuffer(size, { maxByteLength: 128 });
const shared = (size = 64) => new SharedArrayBuffer(size);
const growable = (size = 64) => new SharedArrayBuffer(size, { maxByteLength: 128 });

class OwnBytes extends Uint8Array {}
class OwnBlob extends Blob {}
class OwnFile extends File {}
const named = (name) => `new ${name}([${[...BYTES]}])`;

const TAKEN = {
  Buffer: () => BYTES,
  'a part of a Buffer': () => Buffer.concat([Buffer.alloc(9), BYTES, Buffer.alloc(9)]).subarray(9, 9 + length),
  ArrayBuffer: () => whole(new ArrayBuffer(length)),
  'a view inside a buffer': () => inside(new ArrayBuffer(64)),
  DataView: () => inside(new ArrayBuffer(64), DataView),
  Uint8ClampedArray: () => inside(new ArrayBuffer(64), Uint8ClampedArray),
  Int8Array: () => inside(new ArrayBuffer(64), Int8Array),
  'a class of its own over Uint8Array': () => OwnBytes.from(BYTES),
  SharedArrayBuffer: () => whole(shared(length)),
  'a view of a SharedArrayBuffer': () => inside(shared()),
  'a DataView of a SharedArrayBuffer': () => inside(shared(), DataView),
  'the memory of a WebAssembly module': () => inside(new WebAssembly.Memory({ initial: 1 }).buffer),
  'a resizable ArrayBuffer': () => whole(resizable(length)),
  'a view of a resizable ArrayBuffer': () => inside(resizable()),
  'a DataView of a resizable ArrayBuffer': () => inside(resizable(), DataView),
  'a growable SharedArrayBuffer': () => whole(growable(length)),
  'a view of a growable SharedArrayBuffer': () => inside(growable()),
  'a view that follows its buffer': () => {
    const buffer = resizable(0);
    const view = new Uint8Array(buffer);
    buffer.resize(length);
    view.set(BYTES);
    return view;
  },
  'ArrayBuffer of another realm': () => other(`${named('Uint8Array')}.buffer`),
  'Uint8Array of another realm': () => other(named('Uint8Array')),
  'DataView of another realm': () => other(`new DataView(${named('Uint8Array')}.buffer)`),
  'SharedArrayBuffer of another realm': () => other(`(() => {
    const buffer = new SharedArrayBuffer(${length});
    new Uint8Array(buffer).set([${[...BYTES]}]);
    return buffer;
  })()`),
  'a view of this realm over a buffer of another': () => new Uint8Array(other(`${named('Uint8Array')}.buffer`)),
  'a view that has no prototype': () => Object.setPrototypeOf(new Uint8Array(BYTES), null),
  'a buffer that has no prototype': () => Object.setPrototypeOf(whole(new ArrayBuffer(length)), null),
  Blob: () => new Blob([TEXT]),
  File: () => new File([TEXT], 'a.zip'),
  'a class of its own over Blob': () => new OwnBlob([TEXT]),
  'a class of its own over File': () => new OwnFile([TEXT], 'a.zip'),
  'a part of a Blob': () => new Blob(['before', TEXT, 'after']).slice(6, 6 + length),
  'a Blob that was cloned': () => structuredClone(new Blob([TEXT])),
  'a Blob with a tag of its own': () => Object.defineProperty(new Blob([TEXT]), Symbol.toStringTag, { value: 'Upload' }),
  'a Blob with a size of its own': () => Object.defineProperty(new Blob([TEXT]), 'size', { value: 3 }),
  'a view with a length of its own': () => Object.defineProperty(new Uint8Array(BYTES), 'byteLength', { value: 3 }),
  'a view with an offset of its own': () => Object.defineProperty(new Uint8Array(BYTES), 'byteOffset', { value: 3 }),
  'a view with a buffer of its own': () => Object.defineProperty(new Uint8Array(BYTES), 'buffer', { value: new ArrayBuffer(0) }),
  'a view with a tag of its own': () => Object.defineProperty(new Uint8Array(BYTES), Symbol.toStringTag, { value: 'Upload' }),
  'a shared buffer with a tag of its own': () => Object.defineProperty(whole(shared(length)), Symbol.toStringTag, { value: 'ArrayBuffer' }),
};

for (const [call, send] of Object.entries(CALLS)) {
  for (const [what, make] of Object.entries(TAKEN)) {
    test(`${call}: ${what} is sent completely`, async () => {
      server.play(ok);
      await send(make());
      assert.deepEqual(bytesOf(server.requests[0]), BYTES);
    });
  }

  test(`${call}: the bytes are those at the time of the call`, async () => {
    const buffer = whole(new ArrayBuffer(length));
    const lasting = whole(resizable(length));
    for (const [file, spoil] of [
      [buffer, () => structuredClone(buffer, { transfer: [buffer] })],
      [new Uint8Array(lasting), () => lasting.resize(0)],
      [inside(shared()), (view) => view.fill(0)],
    ]) {
      server.play(ok);
      const sending = send(file);
      spoil(file);
      await sending;
      assert.deepEqual(bytesOf(server.requests[0]), BYTES);
    }
  });
}

/** A buffer that was transferred after a view of it was made. */
function detached(buffer, view = (each) => each) {
  const file = view(buffer);
  structuredClone(buffer, { transfer: [buffer] });
  return file;
}

/** A view whose buffer has become too small. */
function shrunk(view, size = 4) {
  const buffer = resizable(64);
  const file = view(buffer);
  buffer.resize(size);
  return file;
}

/** An object of another implementation, or one that claims to be a file. */
const lookalike = (size, tag = 'File') => ({
  name: 'a.zip', size, type: '', [Symbol.toStringTag]: tag, stream() {}, slice() {}, async arrayBuffer() {}, async text() {},
});

const REFUSED = {
  'a detached ArrayBuffer': () => detached(new ArrayBuffer(9)),
  'a view of a detached ArrayBuffer': () => detached(new ArrayBuffer(9), (buffer) => new Uint8Array(buffer)),
  'a view inside a detached ArrayBuffer': () => detached(new ArrayBuffer(9), (buffer) => new Uint8Array(buffer, 2, 3)),
  'a DataView of a detached ArrayBuffer': () => detached(new ArrayBuffer(9), (buffer) => new DataView(buffer)),
  'a detached resizable buffer': () => detached(resizable()),
  'a view of a detached resizable buffer': () => detached(resizable(), (buffer) => new Uint8Array(buffer)),
  'a detached ArrayBuffer of another realm': () => detached(other('new ArrayBuffer(9)')),
  'a view past the end of a shrunk buffer': () => shrunk((buffer) => new Uint8Array(buffer, 8, 8)),
  'a view that ends past the end of a shrunk buffer': () => shrunk((buffer) => new Uint8Array(buffer, 0, 8)),
  'a view that follows its buffer, and begins past its end': () => shrunk((buffer) => new Uint8Array(buffer, 8)),
  'a DataView past the end of a shrunk buffer': () => shrunk((buffer) => new DataView(buffer, 8, 8)),
  'a view of wide numbers past the end of a shrunk buffer': () => shrunk((buffer) => new Float64Array(buffer, 8, 2)),
  'a view past the end of an emptied buffer': () => shrunk((buffer) => new Uint8Array(buffer, 0, 8), 0),
  'a Proxy of bytes': () => new Proxy(new Uint8Array(BYTES), {}),
  'what inherits Blob.prototype': () => Object.create(Blob.prototype),
  ...Object.fromEntries([0, 1, 12, 13, 14, 1_000].map((size) => [`a File of another implementation, of ${size} bytes`, () => lookalike(size)])),
  'a Blob of another implementation, of 13 bytes': () => lookalike(13, 'Blob'),
};

/** A Proxy is a record, and a log may contain one as its file. */
const isRecord = (call, what) => call.startsWith('createLogs') && what === 'a Proxy of bytes';

for (const [call, send] of Object.entries(CALLS)) {
  for (const [what, make] of Object.entries(REFUSED).filter(([name]) => !isRecord(call, name))) {
    test(`${call}: ${what} is refused`, async () => {
      server.play(ok);
      const error = await rejected(send(make()));
      assert.ok(error instanceof InvalidRequestError, String(error));
      assert.match(error.field, call.endsWith('list') ? /^(1\.)?file$/ : /^file$/);
      assert.deepEqual([error.attempts, error.mayHaveBeenApplied, server.requests.length], [0, false, 0]);
      assert.ok(error.message.length < 200, error.message);
    });
  }
}

test('a Proxy of a Blob, and an object that inherits from one: sent completely, or refused', async () => {
  for (const make of [() => new Proxy(new Blob([TEXT]), {}), () => Object.create(new Blob([TEXT]))]) {
    for (const send of Object.values(CALLS)) {
      server.play(ok);
      const error = await send(make()).then(() => undefined, (thrown) => thrown);
      if (error) assert.deepEqual([error.name, error.attempts], ['InvalidRequestError', 0]);
      else assert.deepEqual(bytesOf(server.requests[0]), BYTES);
    }
  }
});

test('a file on disk works like any other', async () => {
  const file = await openAsBlob(import.meta.filename);
  for (const send of Object.values(CALLS)) {
    server.play(ok);
    await send(file);
    assert.deepEqual(bytesOf(server.requests[0]), Buffer.from(await file.arrayBuffer()));
  }
});
