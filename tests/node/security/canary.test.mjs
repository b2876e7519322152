// No error, hook or console output contains a token, whatever goes wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, InvalidRequestError } from 'synapse-backend-client';
import { CALLS } from '../../support/calls.mjs';
import { assertClean, canary, listen } from '../../support/canary.mjs';
import { HELD, fakeClock } from '../../support/clock.mjs';
import { faultServer, refusingUrl } from '../../support/fault-server.mjs';
import { answer, close, halfWay, hang, head, reset } from '../../support/faults.mjs';
import { rejected } from '../../support/rejected.mjs';

const server = await faultServer();
const nowhere = await refusingUrl();

const ASKABLE = ['apiToken', 'authorizationToken', 'agentToken'];
const OPTIONS = [...ASKABLE, 'tenant'];
const fixed = Object.fromEntries(OPTIONS.map((name) => [name, canary(name)]));
const functions = { ...fixed, ...Object.fromEntries(ASKABLE.map((name) => [name, async () => canary(name)])) };
const alias = { accessToken: canary('accessToken') };
/** Tokens that a proxy in front of the backend may require. */
const further = {
  Authorization: `Bearer ${canary('bearer')}`,
  'Synapse-Access-Token': `Token ${canary('header')}`,
  'X-API-Key': canary('key'),
  Cookie: `theme=dark; sid=${canary('cookie')}`,
};
const kinds = { fixed, functions, alias, further: { headers: further }, asked: { headers: async () => new Headers(further) } };

const AUTH = ['synapse-access-token', 'authorization', 'synapse-agent', 'synapse-tenant'];
/** The request as a careless backend repeats it: the tokens with and without their prefix. */
const repeated = ({ target, headers }) => ({
  detail: AUTH.map((name) => `Bad ${name}: ${headers[name]}!`).join(' '),
  [headers['synapse-access-token']]: [String(headers.authorization).replace('Token ', '')],
  request: { target, headers, list: Object.entries(headers) },
});

const echo = (status) => (socket, request) => {
  const headers = { 'X-Request-ID': request.headers['synapse-access-token'], 'X-Echo': Object.values(request.headers).join(', ') };
  answer(status, repeated(request), headers)(socket);
};
const html = { 'Content-Type': 'text/html' };
const echoText = (status) => (socket, request) => answer(status, `<pre>${JSON.stringify(repeated(request))}</pre>`, html)(socket);
const echoLocation = (socket, request) => {
  const token = encodeURIComponent(request.headers['synapse-access-token'] ?? '');
  answer(307, '', { Location: `${server.url}/login/?next=${request.target}&token=${token}` })(socket);
};

/** A body in which the token is where texts are truncated, so that only its beginning would be visible. */
const echoAtTheEdge = (status, edge, wrap) => (socket, request) => {
  const token = request.headers['synapse-access-token'] ?? '';
  answer(status, wrap(`${'x'.repeat(edge - token.length + 4)}${token}`), html)(socket);
};

/** [what goes wrong, behaviour of the server] */
const SERVER_FAULTS = [
  ...[400, 401, 403, 404, 409, 413, 422, 429, 500, 503].flatMap((status) => [
    [`a ${status} that repeats the request`, echo(status)],
    [`a ${status} that repeats the request in a page`, echoText(status)],
  ]),
  ['a 200 that repeats the request in a page', echoText(200)],
  ['a refused redirect', echoLocation],
  ['a message that is cut in the token', echoAtTheEdge(404, 270, (detail) => ({ detail }))],
  ['a field error that is cut in the token', echoAtTheEdge(400, 255, (name) => ({ name: [name] }))],
  ['a page that is cut in the token', echoAtTheEdge(200, 512, (text) => text)],
  ['an error body that is cut in the token', echoAtTheEdge(500, 64 << 10, (text) => text)],
  ['a reset', reset],
  ['a close', close],
  ['a reset in the body', halfWay(reset)],
];

for (const [kind, tokens] of Object.entries(kinds)) {
  for (const [what, behaviour] of SERVER_FAULTS) {
    test(`${kind} tokens: ${what}`, async (t) => {
      fakeClock(t);
      for (const { title, send } of CALLS) {
        server.play(behaviour);
        await assertNoLeak(t, title, (options) => send(new BackendClient({ baseUrl: server.url, timeout: 0, ...tokens, ...options })));
        assert.ok(Object.values(server.requests[0].headers).some((value) => value.includes('CANARY')), 'the token was sent');
      }
    });
  }

  test(`${kind} tokens: a timeout`, async (t) => {
    const clock = fakeClock(t);
    server.play(hang(() => clock.expire()));
    for (const { title, send } of CALLS) {
      await assertNoLeak(t, title, (options) => {
        return send(new BackendClient({ baseUrl: server.url, ...tokens, ...options }), { timeout: HELD });
      });
    }
  });

  test(`${kind} tokens: no server listens`, async (t) => {
    fakeClock(t);
    for (const { title, send } of CALLS) {
      await assertNoLeak(t, title, (options) => send(new BackendClient({ baseUrl: nowhere, ...tokens, ...options }), { timeout: 0 }));
    }
  });

  test(`${kind} tokens: credentials in baseUrl, or no URL at all`, async (t) => {
    for (const baseUrl of [`https://${canary('user')}:${canary('password')}@h/`, `//${canary('host')}`, `ftp://${canary('host')}`]) {
      await assertNoLeak(t, baseUrl, async (options) => new BackendClient({ baseUrl, ...tokens, ...options }), InvalidRequestError);
    }
  });
}

/** Makes a call that fails, and looks for the token in everything visible. */
async function assertNoLeak(t, title, call, type) {
  const printed = listen(t);
  const events = [];
  const hook = (event) => events.push(event);
  const hooks = { onRequest: hook, onResponse: hook, onRetry: hook };
  const error = await rejected(call({ hooks, logger: console, logLevel: 'debug' }));
  if (type) assert.ok(error instanceof type, String(error));
  assert.ok('code' in error, `${title}: ${error}`);
  assertClean(error, ...events, ...printed);
  t.mock.restoreAll();
}

for (const option of [...OPTIONS, 'accessToken']) {
  const endings = ['line\nbreak', 'return\r', 'space ', 'nul\0', 'schlüssel', '키', '\u{7f}'];
  for (const value of [` ${canary(option)}`, ...endings.map((ending) => `${canary(option)}${ending}`)]) {
    test(`${option} with an invalid header value: ${JSON.stringify(value)}`, async (t) => {
      const make = async (given) => new BackendClient({ baseUrl: server.url, ...given });
      await assertNoLeak(t, 'fixed', (options) => make({ [option]: value, ...options }), InvalidRequestError);
      if (option === 'tenant') return;
      const call = (options) => make({ [option]: () => value, ...options }).then((client) => client.getPlugin(1));
      await assertNoLeak(t, 'asked', call, InvalidRequestError);
    });
  }
}

test('a token function that returns a wrong type', async (t) => {
  for (const value of [{ token: canary('object') }, [canary('list')], Symbol(canary('symbol')), Object(canary('String'))]) {
    const call = (options) => new BackendClient({ baseUrl: server.url, apiToken: () => value, ...options }).getPlugin(1);
    await assertNoLeak(t, 'answer', call, InvalidRequestError);
  }
});

test('a header that is one text with its name', async (t) => {
  const headers = { [`Authorization: Bearer ${canary('bearer')}`]: '' };
  const make = async (given, options) => new BackendClient({ baseUrl: server.url, headers: given, ...options });
  await assertNoLeak(t, 'fixed', (options) => make(headers, options), InvalidRequestError);
  await assertNoLeak(t, 'asked', (options) => make(() => headers, options).then((client) => client.getPlugin(1)), InvalidRequestError);
});

test('a token function that throws the token of another one', async (t) => {
  const said = canary('said');
  const agentToken = () => Promise.reject(new Error(`Not with ${said}`));
  const call = (options) => new BackendClient({ baseUrl: server.url, apiToken: () => said, agentToken, ...options }).getPlugin(1);
  await assertNoLeak(t, 'tokens', call, InvalidRequestError);
  const headers = () => Promise.reject(new Error(`Not with ${said}`));
  await assertNoLeak(t, 'headers', (options) => call({ agentToken: undefined, headers, ...options }), InvalidRequestError);
});

test('a failed job that contains the token', async (t) => {
  server.play((socket, { headers }) => answer(200, { id: 1, status: 'failed', parameters: { headers } })(socket));
  await assertNoLeak(t, 'job', (options) => {
    return new BackendClient({ baseUrl: server.url, ...fixed, ...options }).waitForJob(1, { throwOnFailure: true });
  });
});

test('a live log that breaks off after an event with the token', async (t) => {
  fakeClock(t);
  server.play((socket, request) => {
    const headers = { 'Content-Type': 'text/event-stream', 'Content-Length': 999, 'X-Echo': request.headers['synapse-access-token'] };
    socket.write(head(200, headers));
    socket.write('data: 1\n\n', () => socket.destroy());
  });
  await assertNoLeak(t, 'tail', async (options) => {
    const client = new BackendClient({ baseUrl: server.url, ...fixed, ...options });
    for await (const event of client.tailJobConsoleLogs(1)) assert.equal(event.data, 1);
  });
});

test('a next page on another origin, with the token in its URL', async (t) => {
  server.play((socket, { headers }) => {
    const next = `https://other.example/?token=${encodeURIComponent(headers['synapse-access-token'])}`;
    answer(200, { count: 2, next, results: [] })(socket);
  });
  await assertNoLeak(t, 'next', (options) => new BackendClient({ baseUrl: server.url, ...fixed, ...options }).listStorages());
});

/** Errors of a fetch that repeats its arguments. */
const TELLTALES = {
  'in its message': (url, init) => new Error(`cannot send ${JSON.stringify(init.headers)} to ${url}`),
  'in its cause': (url, init) => new Error('no', { cause: new Error(String(Object.values(init.headers))) }),
  'in the causes of its cause': (_, init) => new Error('no', { cause: { cause: { why: [Object.entries(init.headers)] } } }),
  'in its parts': (_, init) => new AggregateError([new Error(JSON.stringify(init))], 'no'),
  'as a property': (_, init) => Object.assign(new Error('no'), { init, config: { headers: { ...init.headers } } }),
  'as a hidden property': (_, init) => Object.defineProperty(new Error('no'), 'init', { value: init }),
  'under a symbol': (_, init) => Object.assign(new Error('no'), { [Symbol('init')]: init }),
  'as a Request': (url, init) => Object.assign(new Error('no'), { request: new Request(url, { headers: init.headers }) }),
  'as Headers': (_, init) => Object.assign(new Error('no'), { headers: new Headers(init.headers) }),
  'in a Map': (_, init) => Object.assign(new Error('no'), { headers: new Map(Object.entries(init.headers)) }),
  'in its name': (_, init) => Object.assign(new Error('no'), { name: String(Object.values(init.headers)) }),
  'in its code': (_, init) => Object.assign(new Error('no'), { code: String(Object.values(init.headers)) }),
  'as its name of a property': (_, init) => Object.assign(new Error('no'), { [String(Object.values(init.headers))]: true }),
  'behind a getter': (_, init) => Object.defineProperty(new Error('no'), 'init', { get: () => init, enumerable: true }),
  'in its toJSON': (_, init) => new (class extends Error { toJSON() { return init; } })('no'),
  'as a symbol': (_, init) => Symbol(Object.values(init.headers)),
  'as a symbol of its own': (_, init) => Object.assign(new Error('no'), { why: Symbol(Object.values(init.headers)) }),
  'as a string': (_, init) => JSON.stringify(init.headers),
  'as an object that holds itself': (_, init) => {
    const circle = { init };
    circle.self = circle;
    return circle;
  },
};

for (const [where, telltale] of Object.entries(TELLTALES)) {
  test(`a fetch that fails and repeats the headers ${where}`, async (t) => {
    for (const retry of [false, { baseDelay: 0 }]) {
      const fetch = (url, init) => Promise.reject(telltale(url, init));
      const options = { baseUrl: 'https://backend.example', fetch, retry, ...fixed };
      await assertNoLeak(t, where, (hooks) => new BackendClient({ ...options, ...hooks }).getPlugin(1));
    }
  });
}

/** Tokens that a server, a URL or JSON encodes differently. */
const ODD_TOKENS = [`${canary('agent')}"quoted"`, `${canary('agent')}\\back/slash`, `${canary('agent')} space`, `${canary('agent')}%2F+&?`];

for (const token of ODD_TOKENS) {
  test(`a token in another encoding: ${JSON.stringify(token)}`, async (t) => {
    for (const behaviour of [echo(404), echoText(404), echoText(200), echoLocation]) {
      server.play(behaviour);
      await assertNoLeak(t, 'header', (options) => new BackendClient({ baseUrl: server.url, apiToken: token, ...options }).getPlugin(1));
    }
  });
}

for (const token of [...ODD_TOKENS, `${canary('agent')}é키😀`, canary('agent')]) {
  for (const prefix of ['', '/agents', '/agents/1', '/x/agents/connect/agents']) {
    test(`the agent token in the path: ${JSON.stringify(token)} under ${prefix || '/'}`, async (t) => {
      fakeClock(t);
      for (const behaviour of [echo(404), echo(429), echoText(404), echoText(200), echoLocation, halfWay(reset), reset]) {
        server.play(behaviour);
        await assertNoLeak(t, 'path', (options) => {
          return new BackendClient({ baseUrl: `${server.url}${prefix}`, timeout: 0, ...options }).healthCheckAgent(token);
        });
        assert.ok(server.requests[0].target.includes('CANARY'), 'the token was sent');
      }
    });
  }
}

test('the agent token in the path of any request, also if it is a number', async (t) => {
  const number = 4_815_162_342;
  const calls = [(c) => c.request('POST', `agents/${canary('agent')}/connect/`), (c) => c.healthCheckAgent(number)];
  for (const behaviour of [answer(404), reset]) {
    for (const call of calls) {
      fakeClock(t);
      server.play(behaviour);
      const seen = [];
      const hooks = { onRequest: (event) => seen.push(event), onRetry: (event) => seen.push(event) };
      const error = await rejected(call(new BackendClient({ baseUrl: server.url, timeout: 0, hooks })));
      assertClean(error, ...seen);
      assert.ok(error.url.endsWith('/agents/***/connect/'), error.url);
      assert.doesNotMatch(error.message, new RegExp(number));
      t.mock.restoreAll();
    }
  }
});

test('a token that was replaced is still redacted', async (t) => {
  fakeClock(t);
  let last = '';
  const echoLast = (socket, { headers }) => {
    answer(503, { detail: `Not ${last}.` })(socket);
    last = headers['synapse-access-token'];
  };
  let count = 0;
  server.play(echoLast);
  const apiToken = () => `${canary('rotated')}-${count++}`;
  await assertNoLeak(t, 'rotated', (options) => new BackendClient({ baseUrl: server.url, timeout: 0, apiToken, ...options }).getPlugin(1));
  assert.equal(count, 4);
});
