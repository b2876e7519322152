// A backend that answers what it is told, and remembers what reached it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { text } from 'node:stream/consumers';

/** @param {object | ((request: object) => object)} answer its status, headers and body; may be changed while it runs */
export async function mirror(answer) {
  const seen = [];
  const listener = createServer(async (request, response) => {
    seen.push({ url: request.url, headers: request.headers, body: await text(request) });
    const given = typeof answer === 'function' ? answer(seen.at(-1)) : answer;
    const { status = 200, headers = { 'Content-Type': 'application/json' }, body = '{"id": 1}' } = given;
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${listener.address().port}`, seen };
}
