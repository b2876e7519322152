// Not Rust: Node's built-ins, and what tells one runtime from another. Packages for browsers have browser.js in its place.

const has = (name) => globalThis[name] !== undefined;
const node = Boolean(globalThis.process?.versions?.node) && !has('Bun') && !has('Deno');
const workerd = globalThis.navigator?.userAgent === 'Cloudflare-Workers';

export const isNode = () => node;

/** Cloudflare's runtime: it knows no `redirect: 'error'`. */
export const isWorkerd = () => workerd;

export const isBrowser = () => false;

/** An environment variable. */
export function environment(name) {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    // A runtime may forbid the look (Deno without --allow-env): then there is nothing to see.
    return undefined;
  }
}

const { AsyncResource } = globalThis.process?.getBuiltinModule?.('node:async_hooks') ?? {};
const storage = globalThis.AsyncLocalStorage;

/** The context of `AsyncLocalStorage` at this moment, where there is such a thing. Next's edge runtime has no AsyncResource. */
export function asyncContext() {
  // A snapshot takes 8 µs in Node, a resource less than 0.1.
  if (AsyncResource) return new AsyncResource('synapse-backend-client');
  return storage?.snapshot && { runInAsyncScope: storage.snapshot() };
}

/**
 * Node's fetch gives up on its own after 300 s without headers, or between two chunks. With this it waits as long as it takes. It asks
 * whatever dispatcher is in use, so proxies and agents stay.
 */
export function patientDispatcher() {
  const current = () => globalThis[Symbol.for('undici.globalDispatcher.1')];
  // Looking at Response loads what sets it.
  if (typeof Response !== 'function' || typeof current()?.dispatch !== 'function') return undefined;
  return {
    dispatch: (options, handler) => current().dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
  };
}
