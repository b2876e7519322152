import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';

const { SYNAPSE_BASE_URL, SYNAPSE_API_TOKEN, PORT = '3000' } = process.env;
if (!SYNAPSE_BASE_URL || !SYNAPSE_API_TOKEN) throw new Error('Set SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN');
const backend = SYNAPSE_BASE_URL.replace(/\/+$/, '');

// The calls that visitors may make. Not agents/ and storages/, which return secrets. An id has no encoded slash, but may be Korean.
const ID = '([\\w@.~-]|%2B|%[89A-F][0-9A-F])+';
const ALLOWED = [
  `GET /(plugins|plugin_releases|jobs)/(${ID}/)?`,
  'GET /(async/)?jobs/\\d+/(tail_)?console_logs/',
  `POST /plugins/${ID}/run/`,
  'POST /plugin_releases/',
].map((call) => new RegExp(`^${call}$`));
const TO_VISITOR = ['Content-Type', 'Date', 'Retry-After', 'X-Request-ID'];

const app = new Hono();

// Check the visitor's session here, before the token of this server is used: app.use('/synapse/*', session).

app.all('/synapse/*', async (c) => {
  const { pathname, search } = new URL(c.req.url);
  const path = pathname.slice('/synapse'.length);
  if (!ALLOWED.some((call) => call.test(`${c.req.method} ${path}`))) return c.json({ detail: 'Not allowed.' }, 403);

  const { status, headers, body } = await proxy(backend + path + search, {
    ...c.req,
    redirect: 'manual',
    // Only these headers. Do not forward cookies and tokens of the visitor.
    headers: {
      Accept: c.req.header('Accept'),
      'Content-Type': c.req.header('Content-Type'),
      'Content-Length': c.req.header('Content-Length'),
      'Last-Event-ID': c.req.header('Last-Event-ID'),
      'Synapse-Access-Token': `Token ${SYNAPSE_API_TOKEN}`,
    },
  });
  // An error page may show settings and paths. The backend's own errors are JSON.
  const isShown = status < 300 || (status !== 401 && headers.get('Content-Type')?.startsWith('application/json'));
  if (!isShown) await body?.cancel();
  // The visitor's login is valid: the backend refused the token of this server.
  if (status === 401) return c.json({ detail: "The server's token was refused." }, 403);
  const known = TO_VISITOR.flatMap((name): [string, string][] => (headers.has(name) ? [[name, headers.get(name)!]] : []));
  return new Response(isShown ? body : null, { status, headers: known });
});

app.onError((error, c) => {
  if (!c.req.raw.signal.aborted) console.error(error);
  return c.json({ detail: 'The backend does not answer.' }, 502);
});

app.get('/client.js', serveStatic({ path: 'node_modules/synapse-backend-client/pkg/index.js' }));
app.get('/*', serveStatic({ root: 'public' }));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ address, port }) => {
  console.log(`http://${address}:${port}`);
});
