// Values that an injected fetch may return (tests, proxies, other realms), and objects with unusual getters. In every case the promise
// settles.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { BackendClient, ClientError, InvalidRequestError } from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';

/** If its promise never settles, a test fails and the next one runs, because Node waits for the timer. */
const settles = { timeout: 5_000 };
const timer = setInterval(() => {}, 1_000);
after(() => clearInterval(timer));

const words = '{"id":1}';
const headers = new Headers();
const text = async () => words;

function fails() {
  throw new Error('on purpose');
}

/** A response as a test may write it by hand. */
const response = (own) => async () => ({ status: 200, headers, text, ...own });

/** An object with a getter that throws. */
const trap = (name) => Object.defineProperty({}, name, { enumerable: true, get: fails });

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const answers = {
  'an answer of another class': response(),
  'headers in a Map': response({ headers: new Map([['content-type', 'application/json']]) }),
  'a text that is no promise': response({ text: () => words }),
  'a thenable': () => ({ then: (resolve) => resolve(Response.json({ id: 1 })) }),
};

for (const [title, fetch] of Object.entries(answers)) {
  test(`fetch answers with ${title}`, settles, async () => {
    assert.deepEqual(await clientWith(fetch).getPlugin(1), { id: 1 });
  });
}

const failures = {
  'throws at once': [fails, 'connection'],
  'throws null': [() => Promise.reject(null), 'connection'],
  'rejects with nothing': [() => Promise.reject(), 'connection'],
  'rejects with a symbol': [() => Promise.reject(Symbol('odd')), 'connection'],
  'rejects with an error that cannot be looked at': [() => Promise.reject(trap('cause')), 'connection'],
  'answers nothing': [() => undefined, 'invalid_response'],
  'answers an object': [async () => ({}), 'invalid_response'],
  'answers with a body that was read already': [() => response({ text: () => Promise.reject(new TypeError('used')) })(), 'connection'],
  'answers with a text that throws': [response({ text: fails }), 'connection'],
  'answers with a text that is none': [response({ text: async () => undefined }), 'invalid_response'],
  'answers with an object for a text': [response({ text: async () => ({ id: 1 }) }), 'invalid_response'],
  'answers with headers that are numbers': [response({ status: 429, headers: new Map([['retry-after', 1]]) }), 'rate_limit'],
  'answers with headers that throw': [response({ status: 404, headers: { get: fails } }), 'not_found'],
  'answers with a body that is no stream': [response({ status: 404, body: {} }), 'not_found'],
};

for (const [title, [fetch, code]] of Object.entries(failures)) {
  test(`fetch ${title}`, settles, async () => {
    const error = await rejected(clientWith(fetch).getPlugin(1));
    assert.ok(error instanceof ClientError, String(error));
    assert.equal(error.code, code);
  });
}

test('the message of an error is text, not a number', settles, async () => {
  // The codes of DOMExceptions are numbers.
  const fetch = () => Promise.reject(new DOMException('The network fell over.', 'NetworkError'));
  const { message } = await rejected(clientWith(fetch).getPlugin(1));
  assert.equal(message, 'Connection failed: GET https://backend.example/plugins/1/: The network fell over.');
});

test('an error of a broken body has its cause', settles, async () => {
  const cause = new TypeError('terminated');
  const error = await rejected(clientWith(response({ text: () => Promise.reject(cause) })).getPlugin(1));
  assert.deepEqual([error.code, error.cause], ['connection', cause]);
});

test('an error shows nothing of an earlier answer', settles, async () => {
  const answers = [Response.json({ detail: 'Busy.' }, { status: 429, headers: { 'Retry-After': '0' } }), Response.redirect('https://b/', 302)];
  const client = clientWith(async () => answers.shift()).withOptions({ retry: { limit: 1 } });
  const { attempts, statusCode, response: shown } = await rejected(client.getPlugin(1));
  assert.deepEqual([attempts, statusCode, shown], [2, 302, null]);
});

const client = clientWith(fails);
const calls = {
  'an option that throws': () => client.getPlugin(1, trap('timeout')),
  'a header that throws': () => client.getPlugin(1, { headers: trap('x') }),
  'a parameter that throws': () => client.listJobs(trap('status')),
  'a date whose text is none': () => client.listJobs({ created_after: { toISOString: () => null } }),
  'a date whose text is half a character': () => client.listJobs({ created_after: { toISOString: () => '\ud800' } }),
  'data that throws': () => client.createPlugin(trap('name')),
  'progress that throws': () => client.updateJob(1, trap('progress')),
  'a field that throws': () => client.createPlugin({ name: 'x', configuration: trap('parameters') }),
  'a form field that throws': () => client.createPluginRelease({ plugin: 1, version: '1', file: new Blob(), config: trap('x') }),
  'a revoked proxy for data': () => client.createPlugin(revoked()),
  'a revoked proxy for options': () => client.getPlugin(1, revoked()),
};

for (const [title, call] of Object.entries(calls)) {
  test(`${title} rejects`, settles, async () => {
    const error = await rejected(call());
    assert.ok(error instanceof InvalidRequestError, String(error));
    assert.equal(error.attempts, 0);
  });
}

function clientWith(fetch) {
  return new BackendClient({ baseUrl: 'https://backend.example', fetch, retry: false });
}
