// A server that answers as a test decides, and records its requests, for behaviour that the sandbox does not have.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';

/**
 * @param {(request: { method: string, url: string, headers: object, body: string }, response: import('node:http').ServerResponse) => void}
 *   answer called for every request, once its body has been read
 */
export async function server(answer) {
  const requests = [];
  const listener = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const seen = { method, url, headers, body: await text(request) };
    requests.push(seen);
    answer(seen, response);
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${listener.address().port}`, requests };
}

/** Answers with JSON. */
export function json(response, value, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}
