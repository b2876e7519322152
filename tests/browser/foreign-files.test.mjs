// Files and bytes of other realms and of other kinds of buffers, in a page: sent completely by every route, or refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../support/browser.mjs';
import { isolatedPage, openBackend } from '../support/isolated.mjs';

const bounded = { timeout: 30_000 };
const backend = await openBackend((request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id": 7}');
});
const { page } = await openPage(`${await isolatedPage()}/`);
const BYTES = Buffer.from('PK\u0003\u0004 bytes, é');

// Defined once, for the functions below.
await page.evaluate(async (bytes) => {
  const { BackendClient } = await import(new URL('/pkg/index.js', document.baseURI).href);
  const iframe = document.body.appendChild(document.createElement('iframe'));
  const length = bytes.length;
  const resizable = (size = 64) => new ArrayBuffer(size, { maxByteLength: 128 });
  const shrunk = (view, size = 4) => {
    const buffer = resizable();
    const file = view(buffer);
    buffer.resize(size);
    return file;
  };
  const detached = (buffer, view = (each) => each) => {
    const file = view(buffer);
    structuredClone(buffer, { transfer: [buffer] });
    return file;
  };
  const inside = (buffer, View = Uint8Array) => {
    new Uint8Array(buffer).fill(255).set(bytes, 8);
    return new View(buffer, 8, length);
  };
  const whole = (buffer) => {
    new Uint8Array(buffer).set(bytes);
    return buffer;
  };
  const other = iframe.contentWindow;
  const tools = { bytes, length, resizable, shrunk, detached, inside, whole, other };
  const ROUTES = {
    'an upload': (client, file) => client.createPluginRelease({ plugin: 1, version: '1', file }),
    'an upload with progress': (client, file) =>
      client.createPluginRelease({ plugin: 1, version: '1', file }, { onUploadProgress() {} }),
    logs: (client, file) => client.createLogs({ message: 'm', file }),
  };
  window.send = async (baseUrl, route, code, spoil) => {
    const client = new BackendClient({ baseUrl, apiToken: 'token', retry: false });
    const file = new Function(...Object.keys(tools), `return ${code}`)(...Object.values(tools));
    try {
      const sending = ROUTES[route](client, file);
      if (spoil) new Function('file', spoil)(file);
      return { answer: await sending };
    } catch (error) {
      const { name, field, attempts, message } = error;
      return { name, field, attempts, message };
    }
  };
}, [...BYTES]);

const shared = (size) => `new SharedArrayBuffer(${size})`;
const TAKEN = [
  'new Blob([new Uint8Array(bytes)])',
  "new File([new Uint8Array(bytes)], 'a.zip')",
  'whole(new ArrayBuffer(length))',
  'inside(new ArrayBuffer(64))',
  'inside(new ArrayBuffer(64), DataView)',
  `whole(${shared('length')})`,
  `inside(${shared(64)})`,
  `inside(${shared(64)}, DataView)`,
  'inside(new SharedArrayBuffer(64, { maxByteLength: 128 }))',
  'inside(new WebAssembly.Memory({ initial: 1, maximum: 2, shared: true }).buffer)',
  'inside(new WebAssembly.Memory({ initial: 1 }).buffer)',
  'whole(resizable(length))',
  'inside(resizable())',
  'inside(resizable(), DataView)',
  "new other.File([new Uint8Array(bytes)], 'a.zip')",
  'new other.Blob([new Uint8Array(bytes)])',
  'new other.Uint8Array(bytes)',
  'new other.Uint8Array(bytes).buffer',
  'whole(new other.SharedArrayBuffer(length))',
  'whole(new other.ArrayBuffer(length, { maxByteLength: 128 }))',
  'new Uint8Array(new other.Uint8Array(bytes).buffer)',
  'Object.defineProperty(new Blob([new Uint8Array(bytes)]), Symbol.toStringTag, { value: "Upload" })',
];

const REFUSED = [
  'detached(new ArrayBuffer(9))',
  'detached(new ArrayBuffer(9), (buffer) => new Uint8Array(buffer))',
  'detached(new ArrayBuffer(9), (buffer) => new DataView(buffer))',
  'detached(resizable())',
  'detached(new other.ArrayBuffer(9))',
  'shrunk((buffer) => new Uint8Array(buffer, 8, 8))',
  'shrunk((buffer) => new Uint8Array(buffer, 0, 8))',
  'shrunk((buffer) => new DataView(buffer, 8, 8))',
  ...[0, 12, 13, 14].map((size) => `({ [Symbol.toStringTag]: 'File', name: 'a', size: ${size}, type: '', slice() {}, arrayBuffer() {} })`),
  'new Proxy(new Blob(["x"]), {})',
  'Object.create(Blob.prototype)',
];

/** The bytes of the file in a request. */
function bytesOf({ headers, body }) {
  const [, boundary] = /boundary=(.*)$/.exec(headers['content-type']) ?? [];
  if (!boundary) {
    const { file } = JSON.parse(body);
    return Buffer.from(file.slice(file.indexOf(',') + 1), 'base64');
  }
  const start = body.indexOf('\r\n\r\n', body.indexOf('filename=')) + 4;
  return body.subarray(start, body.lastIndexOf(`\r\n--${boundary}--`));
}

const send = (...args) => page.evaluate((all) => window.send(...all), [backend.url, ...args]);

test('the page can share memory', bounded, async () => {
  assert.equal(await page.evaluate(() => window.crossOriginIsolated), true);
});

for (const route of ['an upload', 'an upload with progress', 'logs']) {
  for (const code of TAKEN) {
    test(`${route}: ${code} is sent completely`, bounded, async () => {
      backend.requests.length = 0;
      assert.deepEqual(await send(route, code), { answer: { id: 7 } });
      assert.deepEqual(bytesOf(backend.requests[0]), BYTES);
    });
  }

  for (const code of REFUSED) {
    test(`${route}: ${code} is refused`, bounded, async () => {
      backend.requests.length = 0;
      const { name, field, attempts } = await send(route, code);
      assert.deepEqual([name, field, attempts, backend.requests.length], ['InvalidRequestError', 'file', 0, 0]);
    });
  }

  test(`${route}: a buffer that is detached, shrunk or changed after the call: its bytes at the time of the call`, bounded, async () => {
    for (const [code, spoil] of [
      ['whole(new ArrayBuffer(length))', 'structuredClone(file, { transfer: [file] })'],
      ['new Uint8Array(whole(resizable(length)))', 'file.buffer.resize(0)'],
      ['inside(new SharedArrayBuffer(64))', 'file.fill(0)'],
    ]) {
      backend.requests.length = 0;
      assert.deepEqual(await send(route, code, spoil), { answer: { id: 7 } }, code);
      assert.deepEqual(bytesOf(backend.requests[0]), BYTES, code);
    }
  });
}
