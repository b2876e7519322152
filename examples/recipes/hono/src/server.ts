import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';

const { SYNAPSE_BASE_URL, SYNAPSE_API_TOKEN, PORT = '3000' } = process.env;

// What visitors may do. Not agents/ and storages/: their answers have secrets.
const ALLOWED = [
  /^GET \/(plugins|plugin_releases|jobs)\/([\w@.-]+\/)*$/,
  /^GET \/async\/jobs\/\d+\/tail_console_logs\/$/,
  /^POST \/plugins\/[\w-]+\/run\/$/,
  /^POST \/plugin_releases\/$/,
];

const app = new Hono();

// Check the visitor's session here, before the token of this server is used: app.use('/synapse/*', session).

app.all('/synapse/*', async (c) => {
  const { pathname, search } = new URL(c.req.url);
  const path = pathname.slice('/synapse'.length);
  if (!ALLOWED.some((call) => call.test(`${c.req.method} ${path}`))) return c.json({ detail: 'Not allowed.' }, 403);

  const answer = await proxy(`${SYNAPSE_BASE_URL}${path}${search}`, {
    ...c.req,
    redirect: 'manual',
    // Only these: cookies and tokens of the visitor are not the backend's business.
    headers: {
      Accept: c.req.header('Accept'),
      'Content-Type': c.req.header('Content-Type'),
      'Content-Length': c.req.header('Content-Length'),
      'Last-Event-ID': c.req.header('Last-Event-ID'),
      'Synapse-Access-Token': `Token ${SYNAPSE_API_TOKEN}`,
    },
  });
  for (const name of ['Set-Cookie', 'Location']) answer.headers.delete(name);
  // The visitor's login is fine: it is this server's token that was refused.
  if (answer.status === 401) return c.json({ detail: "The server's token was refused." }, 403);
  // An error page may show settings and paths. The backend's own errors are JSON.
  const isJson = answer.headers.get('Content-Type')?.startsWith('application/json');
  return answer.status < 500 || isJson ? answer : new Response(null, { status: answer.status });
});

app.onError((error, c) => {
  console.error(error);
  return c.json({ detail: 'The backend does not answer.' }, 502);
});

const PKG = 'node_modules/synapse-backend-client/pkg';
app.get('/client.js', serveStatic({ path: `${PKG}/index.js` }));
app.get('/*', serveStatic({ root: 'public' }));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, ({ address, port }) => {
  console.log(`http://${address}:${port}`);
});
