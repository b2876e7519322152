// The three ways in which a multipart body leaves: by fetch as a Blob, by fetch as a stream, by XMLHttpRequest.
import { encodeJson, fieldsOf, readFields, readRecord, readScalar, refuse } from './arguments.js';
import { frame } from './form.js';
import { observe } from './observe.js';
import { isNode, isWorkerd } from './runtime.js';

/** The body of a release: its JSON where its file is null, else its form. */
export function readRelease(data, required) {
  const { file, ...rest } = readRecord(data, required);
  if (file === undefined) throw refuse('file', 'is required (null: a release without package)');
  if (file === null) return encodeJson(rest, 'data');
  // As form fields, null ones would be left out.
  for (const field of fieldsOf(required)) if (rest[field] === null) throw refuse(field, 'is required');
  const { filename, ...fields } = { __proto__: null, ...rest };
  const { size, name, type } = readFile(file);
  const form = frame(readFields(fields), file, name || readScalar(filename, 'filename') || 'file', type);
  const [head, , tail] = form.parts;
  return { ...form, file, size: new Blob([head, tail]).size + size };
}

/** A file as the caller gave it: its size, its type, and its own name where it has one. */
function readFile(file) {
  const isBytes = ArrayBuffer.isView(file) || file instanceof ArrayBuffer;
  const size = isBytes ? file.byteLength : typeof file?.arrayBuffer === 'function' ? file.size : undefined;
  if (typeof size !== 'number') {
    throw refuse('file', 'must be a File, Blob, Uint8Array or ArrayBuffer (or null, for a release without package)');
  }
  // A Blob of another implementation (jsdom's, say) would be sent as `[object Blob]`.
  if (new Blob([file]).size !== size) throw refuse('file', 'is no Blob of this runtime');
  const { name, type } = file;
  return { size, name: typeof name === 'string' ? name : '', type: typeof type === 'string' ? type : '' };
}

/** Sends an exchange's form the way that shows the most of it, and tells the bytes that left. */
export async function sendForm(exchange, fetch, init) {
  const { url, body: form, options, client, attempts: attempt } = exchange;
  const total = form.size;
  let told = -1;
  const onBytes = (loaded) => {
    if (init.signal.aborted) return;
    // A sign of life: an upload's timeout is one without any.
    exchange.rewind();
    if (loaded <= told) return;
    told = loaded;
    if (options.onUploadProgress) observe(options, 'onUploadProgress', { loaded, total, attempt });
  };
  onBytes(0);
  // With any other mode, Node keeps the whole body in memory, to send it again after a redirect.
  init.redirect = isWorkerd ? 'manual' : 'error';
  // Node alone sends a stream with a Content-Length, and keeps none of it in memory.
  if (isNode && !client.fetch) {
    init.headers['Content-Length'] = String(total);
    return fetch.call(undefined, url, Object.assign(init, { body: streamOf(form.parts, init.signal, onBytes), duplex: 'half' }));
  }
  // A Blob holds its parts by reference, and has a size: every runtime sends it with a Content-Length.
  init.body = new Blob(form.parts);
  // Windows and dedicated workers show progress by XMLHttpRequest only.
  const isShown = options.onUploadProgress && !client.fetch && typeof XMLHttpRequest === 'function';
  if (isShown) return fetchByXhr(url, init, onBytes);
  const response = await fetch.call(undefined, url, init);
  onBytes(total);
  return response;
}

const SLICE = 256 << 10;

/** The parts' bytes, read as they are asked for, until the signal aborts: Node's fetch would read on to the end. */
function streamOf(parts, signal, onBytes) {
  let taken = 0;
  const slices = slicesOf(parts);
  return new ReadableStream(
    {
      async pull(controller) {
        if (signal.aborted) return controller.error(signal.reason);
        // Asking for more says that the last slice is with the network.
        onBytes(taken);
        const { done, value } = await slices.next();
        if (done) return controller.close();
        taken += value.length;
        controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* slicesOf(parts) {
  for (const part of parts) {
    const blob = part instanceof Blob ? part : new Blob([part]);
    for (let at = 0; at < blob.size; at += SLICE) {
      yield new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
    }
  }
}

/** `fetch`, by XMLHttpRequest: the same arguments, the same answer. */
function fetchByXhr(url, { method, headers, body, signal }, onBytes) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => onBytes(loaded);
    xhr.upload.onload = xhr.upload.onprogress;
    xhr.onload = () => resolve(responseOf(xhr, url));
    xhr.onerror = () => reject(new TypeError('the connection broke'));
    // The signal is this attempt's own: it goes when the attempt does.
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(body);
  });
}

/** An XMLHttpRequest follows redirects, unasked: an answer from elsewhere is shown as the redirect that led there. */
function responseOf(xhr, url) {
  if (xhr.responseURL && xhr.responseURL !== new URL(url, location.href).href) {
    return new Response(null, { status: 302, headers: { Location: xhr.responseURL } });
  }
  const lines = xhr.getAllResponseHeaders().trim().split(/[\r\n]+/).filter(Boolean);
  const headers = lines.map((line) => line.split(/:\s*(.*)/s).slice(0, 2));
  const isBare = [204, 205, 304].includes(xhr.status);
  return new Response(isBare ? null : xhr.responseText, { status: xhr.status, statusText: xhr.statusText, headers });
}

/** Whether a file can still be read: one that changed on the disk since it was chosen cannot. */
export async function isReadable(file) {
  if (!(file instanceof Blob)) return true;
  const attempt = file.slice(0, 1).arrayBuffer();
  return attempt.then(
    () => true,
    () => false,
  );
}

/**
 * What Node's fetch must be given to wait as long as it takes: it gives up on its own after 300 s without headers, or
 * between two chunks. Undefined elsewhere. It asks whatever dispatcher is in use, so proxies and agents stay.
 */
export function patientDispatcher() {
  const current = () => globalThis[Symbol.for('undici.globalDispatcher.1')];
  // Looking at Response loads what sets it.
  if (typeof Response !== 'function' || typeof current()?.dispatch !== 'function') return undefined;
  return {
    dispatch: (options, handler) => current().dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
  };
}
