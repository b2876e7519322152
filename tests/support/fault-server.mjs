// A server on a raw socket: it answers with a script of behaviours (see faults.mjs), and records its requests.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after } from 'node:test';
import { head } from './faults.mjs';

/**
 * Starts a server that ends after the tests of the file.
 *
 * `play(...behaviours)` sets the script and forgets the earlier requests. Each request gets the next behaviour, and the last one serves all
 * further requests. Preflights of browsers are answered, and only counted in `preflights`.
 */
export async function faultServer() {
  const server = { url: '', requests: [], preflights: 0, play, stop };
  let script = [];
  const sockets = new Set();
  const listener = createServer((socket) => {
    sockets.add(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    closed.then(() => sockets.delete(socket));
    // Clients may abort their requests.
    socket.on('error', () => {});
    receive(socket, (request) => serve(socket, { ...request, closed }));
  });

  function serve(socket, request) {
    if (request.method === 'OPTIONS') {
      server.preflights += 1;
      socket.end(head(204, { 'Access-Control-Max-Age': '600' }));
      return;
    }
    const behave = script[Math.min(server.requests.length, script.length - 1)];
    server.requests.push(request);
    behave(socket, request);
  }

  function play(...behaviours) {
    script = behaviours;
    server.requests = [];
    return server;
  }

  function stop() {
    listener.close();
    for (const socket of sockets) socket.destroy();
  }

  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(stop);
  server.url = `http://127.0.0.1:${listener.address().port}`;
  return server;
}

/** The URL of a port on which no server listens. */
export async function refusingUrl() {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return `http://127.0.0.1:${port}`;
}

/** Calls back with each complete request of a connection. */
function receive(socket, deliver) {
  let bytes = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    for (let request = parse(bytes); request; request = parse(bytes)) {
      bytes = bytes.subarray(request.bytes.length);
      deliver(request);
    }
  });
}

/** The first request in the bytes; undefined if it is incomplete. A chunked body counts as none, as for WSGI servers. */
function parse(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [start, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => /^([^:]+): ?(.*)$/.exec(line).slice(1)).map(([n, v]) => [n.toLowerCase(), v]));
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return undefined;
  const [method, target] = start.split(' ');
  return { method, target, headers, body: bytes.subarray(end + 4, length), bytes: bytes.subarray(0, length) };
}
