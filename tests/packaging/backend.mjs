// A backend with the endpoints that app.mjs uses, for pages of every origin.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*, Synapse-Access-Token, Content-Type' };

export async function startBackend() {
  const listener = createServer(async (request, response) => {
    const body = await text(request);
    const [status, answer] = answerTo(`${request.method} ${request.url}`, body);
    response.writeHead(status, { 'Content-Type': 'application/json', ...CORS }).end(JSON.stringify(answer));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    url: `http://127.0.0.1:${listener.address().port}`,
    stop() {
      listener.close();
      listener.closeAllConnections();
    },
  };
}

function answerTo(call, body) {
  if (call.startsWith('OPTIONS ')) return [200, {}];
  if (call === 'GET /jobs/') return [200, { count: 1, next: null, results: [{ id: 1, status: 'completed' }] }];
  if (call === 'POST /plugin_releases/') return [201, { id: 1, isWhole: body.includes('\r\n\r\nhello\r\n') }];
  return [404, { detail: 'Not found.' }];
}
