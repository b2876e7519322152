// The requirements for Vite's proxy in each recipe with one. The vite.config.ts files differ only in their plugins.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { test } from 'node:test';
import { SANDBOX_TOKEN } from '../../support/sandbox.mjs';
import { serve } from '../../support/listening.mjs';

/**
 * @param {object} recipe a built recipe
 * @param {object} server its preview, which is stopped here, because Vite allows one for each project
 */
export function testViteProxy(recipe, server) {
  test('the proxy adds the token for its own page only, removes cookies, and passes on broken connections', async () => {
    await server.stop();
    const seen = [];
    const backend = await serve((request, response) => {
      seen.push(request);
      response.writeHead(200, { 'Content-Type': 'application/json' });
      if (request.url === '/breaks-off/') response.write('{"id"', () => response.destroy());
      else response.end('{"id": 1}');
    });
    const env = { SYNAPSE_BASE_URL: backend, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
    const { url } = await recipe.serve('preview', { env, args: ['--host', '127.0.0.1', '--port', '0'] });

    const post = (site) => fetch(`${url}/synapse/plugins/`, { method: 'POST', headers: { Cookie: 'session=visitor', 'Sec-Fetch-Site': site } });
    for (const site of ['cross-site', 'same-site']) assert.equal((await post(site)).status, 404);
    assert.deepEqual(seen, []);
    assert.equal((await post('same-origin')).status, 200);
    const [{ url: path, headers }] = seen;
    assert.equal(path, '/plugins/');
    assert.equal(headers['synapse-access-token'], `Token ${SANDBOX_TOKEN}`);
    assert.equal(headers.cookie, undefined);

    // Not fetch, because that of Node 20 treats an answer that ends with its connection as complete.
    const [answer] = await once(get(`${url}/synapse/breaks-off/`, { signal: AbortSignal.timeout(20_000) }), 'response');
    answer.on('error', () => {}).resume();
    await new Promise((resolve) => answer.once('close', resolve));
    assert.equal(answer.complete, false);
  });
}
