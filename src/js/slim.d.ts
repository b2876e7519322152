/** The client without the WebAssembly. Call `init` or `initSync` before you construct the first client. */
export * from './index.js';

/**
 * Compiles and starts the WebAssembly module. Does nothing if the module is already running.
 *
 * @param source The file `synapse-backend-client/client.wasm` of the same version: its URL, a Response (or a promise of
 * one), a compiled module, or its bytes. In Node, pass a module or bytes, because `fetch` cannot read files there.
 * @returns A promise that resolves when the module is ready.
 * @throws {InvalidRequestError} if the file cannot be fetched, or is not the module of this version.
 */
export function init(source: string | URL | Response | Promise<Response> | WebAssembly.Module | BufferSource): Promise<void>;

/**
 * Like `init`, but synchronous. Some browsers refuse to compile a module of this size synchronously on the main thread:
 * use `init` there.
 *
 * @param source The compiled module, or its bytes.
 * @throws {InvalidRequestError} if it is not the module of this version.
 */
export function initSync(source: WebAssembly.Module | BufferSource): void;
