// Not Rust: Node's built-ins, and the detection of the runtime. browser.js replaces this file in what browsers download.

const has = (name) => globalThis[name] !== undefined;
const node = Boolean(globalThis.process?.versions?.node) && !has('Bun') && !has('Deno');
const workerd = globalThis.navigator?.userAgent === 'Cloudflare-Workers';

export const isNode = () => node;

/** Cloudflare's runtime, which does not support `redirect: 'error'`. */
export const isWorkerd = () => workerd;

export const isBrowser = () => false;

/** Reads an environment variable. */
export function environment(name) {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    // A runtime may forbid the access, for example Deno without --allow-env.
    return undefined;
  }
}

const { AsyncResource } = asyncHooks() ?? {};
const storage = globalThis.AsyncLocalStorage;

function asyncHooks() {
  try {
    return globalThis.process?.getBuiltinModule?.('node:async_hooks');
  } catch {
    // Next's edge runtime has functions of `process` that throw.
    return undefined;
  }
}

/** The current context of `AsyncLocalStorage`, if the runtime has one. Next's edge runtime has no AsyncResource. */
export function asyncContext() {
  // A snapshot takes 8 µs in Node, a resource less than 0.1.
  if (AsyncResource) return new AsyncResource('synapse-backend-client');
  return storage?.snapshot && { runInAsyncScope: storage.snapshot() };
}

/**
 * A dispatcher without time limits. By default, Node's fetch gives up after 300 s without headers, or without a chunk. It forwards to the
 * dispatcher that is in use, so proxies and agents stay.
 */
export function patientDispatcher() {
  const current = () => globalThis[Symbol.for('undici.globalDispatcher.1')];
  // Reading `Response` loads undici, which sets the dispatcher.
  if (typeof Response !== 'function' || typeof current()?.dispatch !== 'function') return undefined;
  return {
    dispatch: (options, handler) => current().dispatch({ ...options, headersTimeout: 0, bodyTimeout: 0 }, handler),
  };
}
