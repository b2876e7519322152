// `fetch` with a timeout, which the client has as well.
import { create as createBare } from './fetch.mjs';

export function create({ baseUrl, fetch = globalThis.fetch }) {
  return createBare({ baseUrl, fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }) });
}
