// A page on its own origin that can share memory, and a backend that records the requests of the page with all bytes.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { serve } from './listening.mjs';

const root = new URL('../../', import.meta.url);
// Only a cross-origin isolated page has SharedArrayBuffer.
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Expose-Headers': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
const TYPES = { js: 'text/javascript', mjs: 'text/javascript' };

/** Serves `/`, an empty page, and the project's modules. Requests under `/api/` go to `answer`. */
export async function isolatedPage(answer = (request, response) => response.writeHead(404).end()) {
  return serve(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://any');
    if (pathname.startsWith('/api/')) return answer(request, response);
    const type = TYPES[pathname.split('.').at(-1)];
    const content = type && (await readFile(new URL(`.${pathname}`, root)).catch(() => null));
    if (content) return response.writeHead(200, { ...ISOLATED, 'Content-Type': type }).end(content);
    if (pathname !== '/') return response.writeHead(404).end();
    const icon = '<link rel="icon" href="data:,">';
    return response.writeHead(200, { ...ISOLATED, 'Content-Type': 'text/html' }).end(`<!doctype html><title>Page</title>${icon}`);
  });
}

/** A backend for any page. `answer` gets each request with its body, and the number of earlier requests of its URL. */
export async function openBackend(answer) {
  const backend = { requests: [] };
  backend.url = await serve(async (request, response) => {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const { method, url, headers } = request;
    const seen = { method, url, headers, body: await buffer(request) };
    const before = backend.requests.filter((one) => one.url === url).length;
    backend.requests.push(seen);
    return answer(seen, response, before);
  });
  return backend;
}
