// A backend of one answer, which remembers what reached it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { text } from 'node:stream/consumers';

/** @param {{ status?: number, headers?: object, body?: string }} answer may be changed while it runs */
export async function mirror(answer) {
  const seen = [];
  const listener = createServer(async (request, response) => {
    seen.push({ url: request.url, headers: request.headers, body: await text(request) });
    const { status = 200, headers = { 'Content-Type': 'application/json' }, body = '{"id": 1}' } = answer;
    response.writeHead(status, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  after(() => {
    listener.close();
    listener.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${listener.address().port}`, seen };
}
