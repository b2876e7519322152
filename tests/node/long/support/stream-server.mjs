// A server that handles a request as soon as its headers have arrived. The test reads the body, or does not.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';

/**
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, count: number) => void}
 * serve called for every request, with the number of requests so far
 */
export async function streamServer(serve) {
  let count = 0;
  // Some tests abort their requests.
  const listener = createServer((request, response) => {
    request.on('error', () => {});
    serve(request, response, (count += 1));
  });
  // The uploads of these tests may take as long as they need.
  listener.requestTimeout = 0;
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    get count() {
      return count;
    },
  };
}

/** Reads a request to its end, and returns the size of its body. */
export async function readAll(request) {
  let size = 0;
  for await (const chunk of request) size += chunk.length;
  return size;
}

/** Answers like a backend that has created a release. */
export function created(response) {
  response.writeHead(201, { 'Content-Type': 'application/json' });
  response.end('{"id": 7}');
}
