// The three ways in which a multipart body leaves: by fetch as a Blob, by fetch as a stream, by XMLHttpRequest.

/**
 * Which way shows the most of an upload here. Node alone sends a stream with a Content-Length, and keeps none of it in
 * memory; windows and dedicated workers show progress by XMLHttpRequest only.
 */
export function uploadRoute(isObserved) {
  const isNode = globalThis.process?.versions?.node && !globalThis.Bun && !globalThis.Deno;
  if (isNode) return 'stream';
  return isObserved && typeof XMLHttpRequest === 'function' ? 'xhr' : 'blob';
}

const SLICE = 256 << 10;

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

/** The parts' bytes, read as they are asked for; `onBytes` is told how many were taken. */
export function streamParts(parts, onBytes) {
  let taken = 0;
  let handed = 0;
  let slices = slicesOf(parts);
  return new ReadableStream(
    {
      async pull(controller) {
        // Asking for more says that the last slice is with the network.
        onBytes((handed = taken));
        const { done, value } = await slices.next();
        if (done) return controller.close();
        taken = handed + value.length;
        controller.enqueue(value);
      },
      cancel() {
        slices = undefined;
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

/** `fetch`, by XMLHttpRequest: the same arguments, the same answer; `onBytes` is told how many bytes went out. */
export function fetchByXhr(url, { method, headers, body, signal }, onBytes) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    const settle = (settled, value) => {
      signal.removeEventListener('abort', abort);
      settled(value);
    };
    xhr.open(method, url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => onBytes(loaded);
    xhr.upload.onload = xhr.upload.onprogress;
    xhr.onload = () => settle(resolve, responseOf(xhr, url));
    xhr.onerror = () => settle(reject, new TypeError('the connection broke'));
    xhr.onabort = () => settle(reject, signal.reason);
    signal.addEventListener('abort', abort);
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
