// What methods do with their requests, by Rust's `Work`.
import { Exchange } from './exchange.js';
import { iterate } from './iterate.js';
import { allPages, iteratePages } from './pages.js';
import { tail } from './tail.js';
import { wait } from './wait.js';

const send = (exchange) => exchange.call();

const WORKS = { call: send, upload: send, pages: allPages, items: iteratePages, tail, wait };

/** Begins a work: a promise, or an async iterator. */
export function begin(work, client, options, method, shape, isRepeatSafe, path, body, secret, log) {
  let exchange;
  try {
    exchange = new Exchange(client, options, work, method, shape, isRepeatSafe, path, body, secret);
  } catch (refusal) {
    return refused(work, refusal);
  }
  return WORKS[work](exchange, log);
}

/** A work whose arguments were refused: the promise rejects, or the first item fails. */
export function refused(work, refusal) {
  const fail = () => Promise.reject(refusal);
  return work === 'items' || work === 'tail' ? iterate({ pull: fail, close() {} }) : fail();
}
