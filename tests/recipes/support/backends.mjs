// Backends whose answers the test defines.
import { text } from 'node:stream/consumers';
import { serve } from '../../support/listening.mjs';

/**
 * A backend that records its requests.
 *
 * @param {object | ((request: object) => object)} answer its status, headers and body; may be changed while it runs
 */
export async function mirror(answer) {
  const seen = [];
  const url = await serve(async (request, response) => {
    seen.push({ url: request.url, headers: request.headers, body: await text(request) });
    const given = typeof answer === 'function' ? answer(seen.at(-1)) : answer;
    const { status = 200, headers = { 'Content-Type': 'application/json' }, body = '{"id": 1}' } = given;
    response.writeHead(status, headers).end(body);
  });
  return { url, seen };
}
