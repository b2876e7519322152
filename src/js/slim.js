// Not Rust: it loads the WebAssembly. The entry without the WebAssembly module, which the application passes to `init`.
import { InvalidRequestError, refusal } from './errors.js';
import { checkWebAssembly, compileError, isStarted, start, startNow, whenFirstUsed } from './start.js';

export * from './public.js';

let loading;

/** Starts the module from its URL, a Response (or a promise of one), a WebAssembly.Module, or its bytes. Later calls do nothing. */
export async function init(source) {
  if (isStarted()) return;
  checkWebAssembly();
  loading ??= load(source);
  try {
    await loading;
  } finally {
    // After a failure, it may be tried again.
    loading = undefined;
  }
}

/** The same, synchronously, from a WebAssembly.Module or bytes. */
export function initSync(source) {
  if (isStarted()) return;
  checkWebAssembly();
  if (!isModule(source) && !isBytes(source)) throw refusal('source', 'must be a WebAssembly.Module or bytes');
  try {
    startNow(isModule(source) ? source : new WebAssembly.Module(source));
  } catch (cause) {
    throw unusable(cause);
  }
}

async function load(source) {
  const content = await read(await source);
  try {
    await start(content);
  } catch (cause) {
    throw unusable(cause);
  }
}

async function read(source) {
  if (isModule(source) || isBytes(source)) return source;
  if (typeof source === 'string' || source instanceof URL) return bytesOf(await fetched(source));
  if (typeof source?.arrayBuffer === 'function') return bytesOf(source);
  throw refusal('source', 'must be a URL, a Response, a WebAssembly.Module or bytes');
}

async function fetched(url) {
  try {
    return await fetch(url);
  } catch (cause) {
    throw refusal('source', 'cannot be fetched', cause);
  }
}

async function bytesOf(response) {
  if (response.ok === false) throw refusal('source', `cannot be fetched: ${response.status}`);
  return response.arrayBuffer();
}

// Compares tags, so that objects of another realm (Jest, an iframe) work as well.
const tagOf = (value) => Object.prototype.toString.call(value).slice('[object '.length, -1);
const isModule = (value) => tagOf(value) === 'WebAssembly.Module';
const isBytes = (value) => ArrayBuffer.isView(value) || tagOf(value) === 'ArrayBuffer';
const unusable = (cause) => compileError(cause, refusal('source', "is not this version's client.wasm", cause));

whenFirstUsed(() => {
  const message = 'synapse-backend-client/slim is used before init(source) was awaited, or initSync(source) called';
  throw new InvalidRequestError(message);
});
