// Ways to panic in the build with methods that do (scripts/build/panic.mjs), the calls that run at that time, and the calls afterwards, in
// Node and in pages. The backend is `stuckServer()`.
import { METHODS } from './methods.mjs';

/** The id of a plugin that is requested only with objects of a broken module. */
export const NEVER_SENT = 666;

/** Ways to end a module by the client's own methods: what it is, and what is called. */
export const PANICS = {
  'in the method itself': (client) => client.panicNow(),
  'in the method itself, after it made a promise': (client) => client.panicWithPromise(),
  'before the first await': (client) => client.panicSoon(),
  'before the first await, with another call in the queue'(client) {
    const call = client.panicSoon();
    client.getPlugin(NEVER_SENT).catch(() => {});
    return call;
  },
  'before the first await, which is not tried again'(client) {
    const { baseUrl } = client;
    let isFirst = true;
    return client.panicAfter(() => {
      if (!isFirst) fetch(`${baseUrl}/plugins/${NEVER_SENT}/`).catch(() => {});
      isFirst = false;
    });
  },
  'after an await': (client) => client.panicLater(),
  'in a timer': (client) => client.panicInTimer(),
  'in a listener of an AbortSignal'(client) {
    const controller = new AbortController();
    const call = client.panicOnAbort(controller.signal);
    controller.abort();
    return call;
  },
  'while the arguments of another call are read': (client) =>
    client.listJobs({
      get page() {
        client.panicNow().catch(() => {});
        return undefined;
      },
    }),
  'while the data of another call becomes JSON': (client) =>
    client.createPlugin({ name: 'p', toJSON: () => client.panicNow().catch(() => {}) && { name: 'p' } }),
  'while another call asks for its token': (client) =>
    client.withOptions({ apiToken: () => client.panicNow().catch(() => 'a-token') }).getPlugin(NEVER_SENT),
  'in a hook of another call'(client) {
    const hooks = { onRequest: () => client.panicNow().catch(() => {}) };
    return client.withOptions({ hooks }).getPlugin(1);
  },
  'for want of memory'(client) {
    client.takeMemory();
    return client.getPluginReleaseByLookup('é'.repeat(9 << 20));
  },
  'for want of memory, where JavaScript asks for it'(client) {
    client.takeMemory();
    return client.healthCheckAgent('t'.repeat(1 << 26));
  },
  'by an exception of a foreign function': (client) => client.callUnguarded(() => { throw new Error('foreign'); }),
  'by an exception that is undefined': (client) => client.callUnguarded(() => { throw undefined; }),
  'by an exception that cannot be looked at': (client) => client.callUnguarded(() => { throw revoked(); }),
};

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/**
 * Lets a module panic while calls of all kinds are running, each at another point. Returns how they ended, and the result of calls
 * afterwards: `{ name: { isThrown, … } }`, with the fields of the error; or a word if there was none.
 */
export async function panicAmid(module, baseUrl, how) {
  const { BackendClient, jobState } = module;
  const signs = watcher();
  const hooks = { onRequest: signs.see('request'), onResponse: signs.see('response'), onRetry: signs.see('retry') };
  const client = new BackendClient({ baseUrl, hooks });
  const unread = client.iterateJobs();
  const { calls, items } = await begin(client, signs);
  calls.panic = PANICS[how](client);
  const ended = {};
  for (const [name, call] of Object.entries(calls)) ended[name] = await endOf(module, () => call);
  const later = {
    constructor: () => new BackendClient({ baseUrl }),
    withOptions: () => client.withOptions({}),
    baseUrl: () => client.baseUrl,
    jobState: () => jobState({ status: 'failed' }),
    'next() of an iterator': () => items.next(),
    'return() of an iterator': () => items.return(),
    'next() of an unread iterator': () => unread.next(),
    panicNow: () => client.panicNow(),
  };
  for (const [name, call] of Object.entries({ ...METHODS, ...later })) ended[`later, ${name}`] = await endOf(module, () => call(client));
  return ended;
}

/** The running calls, each at another point. Those that need answers come first, before those that occupy connections. */
async function begin(client, { see, seen }) {
  const calls = {};
  const log = client.tailJobConsoleLogs(1);
  await log.next();
  calls['a live log'] = log.next();
  calls['a live log, once more'] = log.next();
  const items = client.iterateJobs();
  await items.next();
  calls['an iterator'] = items.next();
  calls['a wait'] = client.waitForJob(1, { interval: 60_000, deadline: 90_000, onUpdate: see('update') });
  calls['a list'] = client.listStorages();
  calls['a retry'] = client.getPlugin(503);
  calls['a body'] = client.getPlugin(200);
  await Promise.all([
    seen('update'),
    seen('request', 'jobs/?page=2'),
    seen('request', 'storages/?page=2'),
    seen('retry', 'plugins/503'),
    seen('response', 'plugins/200'),
  ]);
  // A browser has six connections to a server, so calls with progress come before calls that only wait.
  const file = new File(['PK'.repeat(1 << 20)], 'a.zip');
  const data = { plugin: 1, version: '1', file };
  calls['an upload with progress'] = client.createPluginRelease(data, { onUploadProgress: see('progress') });
  await seen('progress');
  calls['an upload'] = client.createPluginRelease(data);
  calls['logs with a file'] = client.createLogs([{ message: 'm', file }]);
  calls['a call'] = client.getPlugin(1);
  calls['a token'] = client.withOptions({ apiToken: () => new Promise(() => see('token')({})) }).getPlugin(2);
  calls['a signal'] = client.getJob(2, null, { signal: new AbortController().signal });
  await Promise.all([seen('request', 'plugins/1'), seen('token'), seen('request', 'logs/'), seen('request', 'jobs/2')]);
  return { calls, items };
}

/** Waits for hooks: `see` makes a hook, `seen` waits until one of that kind was called with a URL that contains the text. */
function watcher() {
  const events = [];
  const waiting = new Set();
  const see = (kind) => (event) => {
    events.push([kind, event?.url ?? '']);
    waiting.forEach((look) => look());
  };
  const seen = (kind, part = '') =>
    new Promise((resolve) => {
      const look = () => events.some(([one, url]) => one === kind && url.includes(part)) && waiting.delete(look) && resolve();
      waiting.add(look);
      look();
    });
  return { see, seen };
}

/** The outcome of a call: what it threw or rejected with, or that it was fulfilled or is pending. */
export async function endOf(module, call) {
  let promise;
  try {
    promise = call();
  } catch (error) {
    return { isThrown: true, ...look(module, error) };
  }
  let bound;
  const hangs = new Promise((resolve) => (bound = setTimeout(resolve, 5_000, 'hangs')));
  const settled = Promise.resolve(promise).then(() => 'fulfilled', (error) => ({ isThrown: false, ...look(module, error) }));
  return Promise.race([settled, hangs]).finally(() => clearTimeout(bound));
}

function look({ ClientError, InternalError }, error) {
  const isOurs = error instanceof InternalError && error instanceof ClientError;
  const isInstance = InternalError.isInstance(error) && ClientError.isInstance(error);
  const { name, code, message } = Object(error);
  return { isOurs, isInstance, name, code, message, hasCause: 'cause' in Object(error) };
}

/** A promise that nobody awaits when the module panics. */
export async function forgetAmid({ BackendClient }, how) {
  const client = new BackendClient({ baseUrl: 'http://127.0.0.1:9', fetch: () => new Promise(() => {}) });
  client.getPlugin(1);
  client.iterateJobs().next();
  await PANICS[how](client).catch(() => {});
  return 'ended';
}

/** Callbacks after their purpose has ended. They must not panic. */
export async function callBackLate(module) {
  const { client, bystander, answer } = answeredClient(module);
  const callbacks = [];
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (callback) => callbacks.push(callback);
  const signal = { aborted: false, addEventListener: (_, callback) => callbacks.push(callback), removeEventListener: () => {} };
  const options = { signal, timeout: 9_000 };
  await Promise.all([client.getPlugin(1, options), client.listStorages(null, options), client.waitForJob(1, options)]);
  globalThis.setTimeout = setTimeout;
  const number = callbacks.length;
  for (const callback of callbacks) callback();
  answer();
  return { number, bystander: await endOf(module, () => bystander), later: await endOf(module, () => client.getPlugin(1)) };
}

/** The functions that are called where little of the stack is left. */
export const DEEP_CALLS = {
  'a call': (client) => client.getPlugin(1),
  'a call with a body': (client) => client.createPlugin({ name: 'p', config: { a: [{ b: 'c' }] } }),
  'an upload': (client) => client.createPluginRelease({ plugin: 1, version: '1', file: new Uint8Array(9) }),
  'all pages': (client) => client.listStorages(),
  'an iterator': (client) => client.iterateJobs().next(),
  'the base URL': (client) => client.baseUrl,
  'another client': (client) => client.withOptions({ timeout: 9_000 }),
  'a refused call': (client) => client.getPlugin('').catch(({ code }) => code),
  'an abort'(client) {
    const controller = new AbortController();
    const call = client.getPlugin(1, { signal: controller.signal }).catch(() => 'aborted');
    controller.abort();
    return call;
  },
};

/** A client whose calls are answered, and one call that is answered later. */
function answeredClient(module) {
  const { promise: waiting, resolve } = deferred();
  const answerOf = () => Response.json({ id: 1, status: 'completed', count: 1, results: [{ id: 1 }], next: null });
  const fetch = async (url) => (url.endsWith('/99/') ? waiting : answerOf());
  const client = new module.BackendClient({ baseUrl: 'https://backend.example', fetch });
  const bystander = client.getPlugin(99);
  return { client, bystander, answer: () => resolve(answerOf()) };
}

function deferred() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}

/** Recurses endlessly, and calls the client each time. Returns the number of calls by outcome, and the outcome of other calls. */
export async function callWithoutEnd(module, what) {
  const { client, bystander, answer } = answeredClient(module);
  const calls = [];
  const run = () => {
    calls.push(attempt(() => DEEP_CALLS[what](client)));
    run();
  };
  attempt(run);
  const counts = await countEnds(module, calls);
  answer();
  return { counts, bystander: await endOf(module, () => bystander), later: await endOf(module, () => client.getPlugin(1)) };
}

/** One call at this number of frames before the end of the stack, repeated with fewer words each time, up to the size of a frame. */
const FRAMES = 40;
const FRAME_WORDS = 40;

/** Makes calls at the end of the stack, each for the first time. */
export async function callAtTheEnd(module, what) {
  const { client, bystander, answer } = answeredClient(module);
  const calls = [];
  for (let words = 0; words < FRAME_WORDS; words++) {
    const most = calls.length + FRAMES;
    Reflect.apply(dive, undefined, [() => calls.push(attempt(() => DEEP_CALLS[what](client))) < most, ...Array(words)]);
  }
  const counts = await countEnds(module, calls);
  answer();
  return { counts, bystander: await endOf(module, () => bystander) };
}

/** Calls back on the way up from the end of the stack, as long as it is told to. */
function dive(callBack) {
  let goesOn;
  try {
    goesOn = dive(callBack);
  } catch {
    goesOn = true;
  }
  return goesOn && callBack();
}

function attempt(call) {
  try {
    return { promise: call() };
  } catch (thrown) {
    return { thrown };
  }
}

async function countEnds(module, calls) {
  const counts = {};
  const ends = calls.map(({ promise, thrown }) => endOf(module, () => (thrown ? Promise.reject(thrown) : promise)));
  for (const end of await Promise.all(ends)) counts[end.name ?? end] = (counts[end.name ?? end] ?? 0) + 1;
  return counts;
}
