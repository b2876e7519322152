// HTTP servers of tests.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';

/** Starts a server on loopback that ends with the tests. Returns its URL. */
export async function serve(listener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}`;
}
