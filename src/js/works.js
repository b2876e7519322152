// What methods do with their requests.
import { ANY, SHAPES } from './answer.js';
import { Bare, encodeJson, propertiesOf, readData, readDuration, readFunction, readJobUpdate, refuse } from './arguments.js';
import { Exchange } from './exchange.js';
import { iterate } from './iterate.js';
import { readLogs } from './logs.js';
import { readDeadline } from './options.js';
import { allPages, iteratePages } from './pages.js';
import { fill, readPath, withQuery } from './paths.js';
import { tail } from './tail.js';
import { readRelease } from './upload.js';
import { wait } from './wait.js';

const send = (exchange) => exchange.call();

/** The first ones in the order of Rust's `Method`. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** How a work is run; what else there is to it is its own: a polluted `Object.prototype` adds nothing. */
const work = (run, more) => Object.assign(new Bare(), { run }, more);

/** What methods do: how it is run, what makes the body of their data, which further options there are. In the order of Rust's `Work`. */
const WORKS = [
  work(send),
  work(send, { read: readData }),
  work(send, { read: readJobUpdate }),
  work(send, { read: readLogs }),
  work(send, { read: readRelease, further: { onUploadProgress: readFunction } }),
  work(allPages),
  work(iteratePages, { isIterator: true }),
  work(tail, { isIterator: true, isStream: true, further: { idleTimeout: readDuration } }),
  work(wait, { further: { interval: readDuration, deadline: readDeadline, onUpdate: readFunction } }),
];
const [CALL] = WORKS;

/**
 * Begins a work: a promise, or an async iterator. Everything is read now, before the caller can change it; where something is
 * refused, the promise rejects, or the first item fails.
 */
export function begin(client, number, method, shape, isRepeatSafe, path, required, id, params, data, options, log) {
  const { run, read, isIterator } = WORKS[number];
  let exchange;
  try {
    const target = fill(path, id, params);
    const body = read?.(data, required);
    exchange = new Exchange(client, options, WORKS[number], METHODS[method], SHAPES[shape], isRepeatSafe, target.path, body, target.secret);
  } catch (refusal) {
    const fail = () => Promise.reject(refusal);
    return isIterator ? iterate({ pull: fail, close() {} }) : fail();
  }
  return run(exchange, log);
}

/** Calls an endpoint that Rust does not know: the promise of the answer's JSON. */
export async function request(client, method, path, call) {
  if (!METHODS.includes(method)) throw refuse('method', `must be one of ${METHODS.join(', ')}`);
  const route = readPath(path);
  const { params, data, ...options } = propertiesOf(call, 'options');
  const isBare = method === 'GET' || method === 'HEAD';
  if (isBare && data !== undefined) throw refuse('data', 'cannot go with GET or HEAD');
  const body = data === undefined ? undefined : encodeJson(data, 'data');
  const target = withQuery(route, params);
  const isRepeatSafe = method !== 'POST' && method !== 'PATCH';
  return new Exchange(client, options, CALL, method, ANY, isRepeatSafe, target, body).call();
}
