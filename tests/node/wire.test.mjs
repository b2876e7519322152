// Replays recordings of the official Python client: the same calls must send the same requests and return the same results, except for the
// differences in ../wire/differences.mjs, which has their reasons.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as api from 'synapse-backend-client';
import { HELD, fakeClock } from '../support/clock.mjs';
import { faultServer, refusingUrl } from '../support/fault-server.mjs';
import { answer, close, halfWay, hang, head, reset } from '../support/faults.mjs';
import { DIFFERENCES } from '../wire/differences.mjs';
import { VECTORS, callOf, optionsOf, plainBoolean, plainText, recorded, responsesOf } from '../wire/vectors.mjs';

const server = await faultServer();
const closedUrl = await refusingUrl();
const fill = (text) =>
  text.replaceAll('{BASE}', server.url).replaceAll('{ALT}', server.url.replace('127.0.0.1', 'localhost')).replaceAll('{CLOSED}', closedUrl);

/** The time of the recording. Its dates are relative to it. */
const RECORDED_AT = 1_795_000_000_000;

for (const vector of VECTORS) {
  test(vector.name, async (t) => {
    const clock = fakeClock(t);
    t.mock.method(Date, 'now', () => RECORDED_AT);
    server.play(...responsesOf(vector).map((response) => behaviour(response, clock)));
    const outcome = await run(vector, clock);
    const requests = await Promise.all(server.requests.map(observed));
    const owed = expected(vector);
    assert.deepEqual(requests, owed.requests);
    assertOutcome(outcome, owed);
    if (owed.waits) assert.deepEqual(clock.waits, owed.waits);
  });
}

test('every listed difference belongs to a vector', () => {
  const names = DIFFERENCES.flatMap(({ of }) => of);
  const strays = names.filter((name) => !VECTORS.some((vector) => isNamed(vector, name)));
  assert.deepEqual(strays, []);
});

const isNamed = (vector, name) => vector.name === name || (name.endsWith('/') && vector.name.startsWith(name));

/** The recorded behaviour with the listed differences. Each of them must really differ. */
function expected(vector) {
  const owed = filled(recorded(vector));
  for (const { of, why, ...change } of DIFFERENCES) {
    if (!of.some((name) => isNamed(vector, name))) continue;
    const before = structuredClone(owed);
    for (const [part, value] of Object.entries(change)) owed[part] = typeof value === 'function' ? value(owed, vector) : value;
    assert.notDeepEqual(owed, before, `no difference: ${why}`);
  }
  return filled(owed);
}

const filled = (value) => JSON.parse(fill(JSON.stringify(value)));

/** Makes the call, and returns its outcome. */
async function run(vector) {
  const { name, args } = callOf(vector, ({ base64, name: filename, how }) => {
    const bytes = Buffer.from(base64, 'base64');
    return how === 'bytes' ? new Blob([bytes]) : new File([bytes], filename, { type: TYPES[filename.split('.').at(-1)] ?? '' });
  });
  const items = [];
  try {
    const client = new api.BackendClient({ ...optionsOf(vector, fill), timeout: HELD, hooks: { onResponse: () => whenAnswered() } });
    const answered = client[name](...args);
    if (!answered[Symbol.asyncIterator]) return { result: await answered };
    for await (const item of answered) items.push(item);
    return { result: items };
  } catch (error) {
    return { error, result: items };
  }
}

const TYPES = { png: 'image/png', txt: 'text/plain' };

let whenAnswered = () => {};

/** The behaviour of the server for a recorded answer. */
function behaviour({ status, headers, body = '', chunks, behaviour: fault }, clock) {
  const silentInBody = hang(() => {
    whenAnswered = () => setImmediate(() => clock.expire());
  });
  const faults = {
    reset_before_headers: reset,
    close_before_headers: close,
    hang_before_headers: hang(() => clock.expire()),
    reset_mid_body: halfWay(reset, status),
    close_mid_body: chunks || !body ? close : cutInHalf(status, headers, body),
    hang_mid_body: halfWay(silentInBody, status),
  };
  if (fault) return faults[fault];
  const real = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  if (!chunks) return (socket, request) => answer(status, fill(body), real)(socket, request);
  return async (socket) => {
    socket.write(head(status, real));
    for (const chunk of chunks) await new Promise((resolve) => socket.write(Buffer.from(chunk), resolve));
    socket.end();
  };
}

function cutInHalf(status, headers, body) {
  return (socket) => {
    socket.write(head(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }));
    socket.end(body.slice(0, body.length / 2));
  };
}

/** A request at the server, in the format of the recording. */
async function observed({ method, target, headers, body }) {
  const [path, query = ''] = target.split('?');
  const pairs = query.split('&').filter(Boolean).map((pair) => pair.split('=').map(decode));
  const auth = Object.entries(headers).filter(([name]) => !RUNTIME.has(name));
  const type = headers['content-type'] ?? null;
  assert.match(headers.accept, /^(application\/json|text\/event-stream)$/);
  return {
    method,
    path,
    query: pairs,
    type: type?.split(';')[0] ?? null,
    auth: Object.fromEntries(auth),
    body: await readBody(type, body),
  };
}

const decode = (text) => decodeURIComponent(text.replaceAll('+', ' '));

/** Headers that the runtime sends, or that are checked separately. Any other header must be a token's. */
const RUNTIME = new Set(
  'host connection accept accept-encoding accept-language sec-fetch-mode user-agent content-type content-length'.split(' '),
);

async function readBody(type, body) {
  if (!type?.startsWith('multipart/')) return body.length ? JSON.parse(body) : null;
  const form = await new Response(body, { headers: { 'Content-Type': type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) => {
      if (typeof value === 'string') return [name, plainText(value)];
      const sha256 = createHash('sha256').update(Buffer.from(await value.arrayBuffer())).digest('hex');
      return [name, { filename: value.name, sha256 }];
    }),
  );
}

function assertOutcome({ result, error }, owed) {
  if (error && !owed.error) throw error;
  assert.equal(error?.name, owed.error?.name, error?.stack);
  if (error) {
    assert.ok(error instanceof api[error.name]);
    assert.equal(error.statusCode, owed.error.statusCode);
  }
  if (!error || result.length) assert.deepEqual(plain(result), owed.result);
}

const plain = (value) => JSON.parse(JSON.stringify(value ?? null), (_, item) => (typeof item === 'string' ? plainBoolean(item) : item));
