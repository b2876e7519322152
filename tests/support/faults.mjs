// The behaviours of a fault server: functions of its socket, each of which answers one request.
import { once } from 'node:events';
import { createGzip } from 'node:zlib';

/** The head of an answer, after which the connection is closed. Its CORS headers allow everything that the client sends. */
export function head(status, headers = {}) {
  const all = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers':
      'Authorization, Content-Type, Last-Event-ID, Synapse-Access-Token, Synapse-Tenant, SYNAPSE-Agent, X-Call',
    'Access-Control-Expose-Headers': '*',
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => [value].flat().map((one) => `${name}: ${one}\r\n`));
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n`;
}

/** A complete answer: a text as it is, anything else as JSON. */
export function answer(status, body = '', headers = {}) {
  const isText = typeof body === 'string';
  const bytes = Buffer.from(isText ? body : JSON.stringify(body));
  const type = isText ? 'text/plain' : 'application/json';
  return (socket) => {
    const length = status === 204 ? {} : { 'Content-Length': bytes.length };
    socket.write(head(status, { 'Content-Type': type, ...length, ...headers }));
    socket.end(bytes);
  };
}

export const ok = answer(200, { id: 7 });

export const redirect = (status, location) => answer(status, '', { Location: location });

/** Before any header of the answer: a TCP reset, a plain close, or silence, which calls `noticed`. */
export const reset = (socket) => socket.resetAndDestroy();
export const close = (socket) => socket.end();
export const hang = (noticed) => () => noticed();

/** The headers and half of the body, and then one of these faults. */
export const halfWay = (fault, status = 200) => (socket, request) => {
  const body = '{"id": 7, "name": "half of this never comes"}';
  socket.write(head(status, { 'Content-Type': 'application/json', 'Content-Length': body.length }));
  socket.write(body.slice(0, 20), () => fault(socket, request));
};

/** A chunked body that is closed without its last chunk. After `Connection: close`, Node's fetch treats this as an end. */
export const cutChunked = (socket) => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked', Connection: 'keep-alive' };
  socket.write(head(200, headers));
  socket.end('7\r\n{"id":7\r\n');
};

/** A complete answer, byte by byte. */
export const drip = (body) => async (socket) => {
  const bytes = Buffer.from(JSON.stringify(body));
  socket.write(head(200, { 'Content-Type': 'application/json', 'Content-Length': bytes.length }));
  for (const byte of bytes) await new Promise((resolve) => socket.write(Buffer.of(byte), resolve));
  socket.end();
};

/** A body that does not end before the client closes the connection. */
export const endless = (status, headers) => (socket) => {
  socket.write(head(status, { 'Content-Type': 'text/plain', ...headers }));
  pour(socket, Buffer.alloc(16 << 10, 'x'));
};

/** The same, gzipped: a thousand bytes for each byte that is sent. */
export const gzipBomb = (status, headers) => (socket) => {
  socket.write(head(status, { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip', ...headers }));
  const gzip = createGzip();
  gzip.pipe(socket);
  socket.once('close', () => gzip.destroy());
  pour(gzip, Buffer.alloc(1 << 20, 'x'));
};

async function pour(stream, chunk) {
  stream.on('error', () => {});
  const closed = once(stream, 'close').catch(() => {});
  while (!stream.destroyed) {
    if (!stream.write(chunk)) await Promise.race([once(stream, 'drain').catch(() => {}), closed]);
  }
}
