/** The client without the WebAssembly module in it: `init` or `initSync` is called before the first client is made. */
export * from './index.js';

/**
 * Starts the WebAssembly module; where one runs already, nothing happens.
 *
 * @param source `synapse-backend-client/client.wasm`, of this very version: its URL, a Response with it (or a promise of
 * one), a compiled module, or its bytes. In Node, whose `fetch` reads no files: a module or bytes.
 * @throws {InvalidRequestError} where it cannot be had, or is another module.
 */
export function init(source: string | URL | Response | Promise<Response> | WebAssembly.Module | BufferSource): Promise<void>;

/**
 * The same, synchronously. Browsers compile no more than some kilobytes so on their main thread: there, use `init`.
 *
 * @throws {InvalidRequestError} where it is another module.
 */
export function initSync(source: WebAssembly.Module | BufferSource): void;
