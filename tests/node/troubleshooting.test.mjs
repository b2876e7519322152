// The client's messages match those in docs/troubleshooting.md.
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { BackendClient, fileFromPath } from 'synapse-backend-client';
import { faultServer, refusingUrl } from '../support/fault-server.mjs';
import { answer, close, hang, head, redirect, reset } from '../support/faults.mjs';
import { readPage } from '../support/markdown.mjs';

const server = await faultServer();
const client = (options) => new BackendClient({ baseUrl: server.url, apiToken: 'secret', retry: false, ...options });
const getJob = (options) => client(options).getJob(1);
const on = (behaviour, call = getJob) => call(server.play(behaviour) && {});
const failing = (code) => () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
const html = { 'Content-Type': 'text/html' };
const listAgents = () => client().listAgents();
const upload = (data) => client().createPluginRelease(data);

const log = async () => {
  for await (const event of client().tailJobConsoleLogs(1)) assert.equal(event.type, 'log');
};
const brokenLog = (socket) => {
  socket.write(head(200, { 'Content-Type': 'text/event-stream', 'Content-Length': 1000 }));
  socket.end('event: log\ndata: {}\n\n');
};

/** By the message on the page: the call that causes it. */
const CAUSES = {
  'Connection failed: …: ECONNREFUSED': async () => getJob({ baseUrl: await refusingUrl() }),
  'Connection failed: …: ENOTFOUND': () => getJob({ baseUrl: 'https://backend.example', fetch: failing('ENOTFOUND') }),
  'Connection failed: …: the certificate was refused (NODE_EXTRA_CA_CERTS adds authorities): …': () =>
    getJob({ baseUrl: 'https://backend.example', fetch: failing('SELF_SIGNED_CERT_IN_CHAIN') }),
  'Connection failed: …: the certificate was refused: …': () =>
    getJob({ baseUrl: 'https://backend.example', fetch: failing('CERT_HAS_EXPIRED') }),
  'Connection failed: …: the port does not speak TLS (plain http?): ERR_SSL_WRONG_VERSION_NUMBER': () =>
    getJob({ baseUrl: 'https://backend.example', fetch: failing('ERR_SSL_WRONG_VERSION_NUMBER') }),
  'Connection failed: …: bad port': () => getJob({ baseUrl: 'http://127.0.0.1:6000' }),
  'Connection failed: …: other side closed': () => on(close),
  'Connection failed: …: ECONNRESET': () => on(reset),
  'No complete answer: …': () => on(close, () => client().createPlugin({ name: 'p' })),
  'Timed out: …: no complete answer within 30000 ms': () => on(hang(() => {}), () => getJob({ timeout: 20 })),
  '401 …: Authentication credentials were not provided.': () =>
    on(answer(401, { detail: 'Authentication credentials were not provided.' })),
  '401 …: Invalid token.': () => on(answer(401, { detail: 'Invalid token.' })),
  '403 …': () => on(answer(403)),
  '404 Not Found: …: (the answer is not JSON: does baseUrl lack a path?)': () => on(answer(404, '<h1>Not here</h1>', html)),
  '404 Not Found: …': () => on(answer(404, { detail: 'No Job matches the given query.' })),
  '413 …': () => on(answer(413)),
  '429 …': () => on(answer(429)),
  '503 …': () => on(answer(503)),
  'Unusable answer: …: the answer is not JSON but text/html: check baseUrl': () => on(answer(200, '<h1>Log in</h1>', html)),
  'Unusable answer: …: the answer is empty': () => on(answer(204)),
  'Unusable answer: …: the next page is on another origin (…)': () =>
    on(answer(200, { results: [], next: 'http://10.0.0.1/?page=2' }), listAgents),
  'Unusable answer: …: redirected …': () => on(redirect(302, '/login/')),
  'The log ended early: …: the stream broke off': () => on(brokenLog, log),
  'redirected to https://…; set baseUrl to …': () => on(redirect(301, 'https://backend.example/jobs/1/')),
  'redirected to …; only the last slash differs: a proxy adds or drops it': () => on(redirect(308, '/jobs/1')),
  'redirected to …; only the last slash differs: end the path in a slash': () =>
    on(redirect(301, '/plugins/'), () => client().request('GET', 'plugins')),
  'redirected to …/login…': () => on(redirect(302, '/login/?next=/jobs/1/')),
  'redirected, which an upload does not follow …': () =>
    on(redirect(302, '/login/'), () => upload({ plugin: 1, version: '1', file: new Blob() })),
  'baseUrl is required; in Node, SYNAPSE_BASE_URL sets it': () => new BackendClient(),
  'baseUrl must be a valid absolute URL …': () => client({ baseUrl: 'api.synapse.sh' }),
  'baseUrl must begin with http:// or https://': () => client({ baseUrl: 'localhost:8000' }),
  'baseUrl is relative: outside of a page …': () => getJob({ baseUrl: '/synapse' }),
  'apiToken must be printable ASCII …': () => client({ apiToken: 'token\n' }),
  'apiToken must not begin with "Token " …': () => client({ apiToken: 'Token token' }),
  '… is unknown; is … meant?': () => client({ timeOut: 1 }),
  '… is unknown; known are …': () => client({ debug: true }),
  'params.timeout is an option of the call …': () => client().getJob(1, { timeout: 5000 }),
  '… is a Promise: is an await missing?': () => client().getJob(Promise.resolve(1)),
  '… is undefined: it must be a whole number or a string': () => client().getJob({}.id),
  'file must be a File, Blob, …': () => upload({ plugin: 1, version: '1', file: './plugin.zip' }),
  'path cannot be read (ENOENT): …': () => fileFromPath('/nowhere/plugin.zip'),
  'path is a folder: zip it first: …': () => fileFromPath(tmpdir()),
  'data must be a plain object, not FormData': () => upload(new FormData()),
  'options are argument 2 of …, its last one': () => client().waitForJob(1, null, { interval: 500 }),
  'this is not a BackendClient …': () => {
    const { getJob: alone } = client();
    return alone(1);
  },
};

/** Messages that tests in Chromium check, and the warning of security/plain-http.test.mjs. */
const ELSEWHERE = [
  'Connection failed: …: Failed to fetch (does the backend allow this page by CORS?)',
  'redirected; browsers hide where to …',
  'a token is sent unencrypted …',
  'synapse-backend-client needs WebAssembly, which …',
];

test('the page has these messages', async () => {
  const rows = (await readPage('docs/troubleshooting.md')).split('\n').filter((line) => line.startsWith('| `'));
  const messages = rows.map((row) => row.split(' | ')[0]).flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message]) => message));
  const expected = [...Object.keys(CAUSES), ...ELSEWHERE];
  // The table of headers has rows as well.
  assert.deepEqual(messages.filter((message) => / /.test(message)).sort(), expected.sort());
});

for (const [message, cause] of Object.entries(CAUSES)) {
  test(message, async () => {
    const error = await Promise.resolve().then(cause).then(
      (value) => assert.fail(`should have failed, and answered ${JSON.stringify(value)}`),
      (reason) => reason,
    );
    const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').trim());
    const start = message.startsWith('redirected') ? '' : '^';
    assert.match(error.message, new RegExp(start + parts.join('.*').replace('30000', '\\d+')));
  });
}
