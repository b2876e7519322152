// Not Rust: Node's built-ins for files, and the checks of what they get, because the WebAssembly may not be loaded yet. Only the entries
// for Node contain it.
import { builtins } from './builtins.js';
import { refusal } from './errors.js';

/** Opens a path as a File, whose bytes are read from disk while they are sent. */
export async function fileFromPath(given, options = {}) {
  if (options !== null && Object.prototype.toString.call(options) !== '[object Object]') throw refusal('options', 'must be a plain object');
  for (const [name, value] of Object.entries(options ?? {})) {
    if (!['type', 'name'].includes(name)) throw refusal(name, 'is unknown; are type or name meant?');
    if (value !== undefined && typeof value !== 'string') throw refusal(name, 'must be a string');
  }
  const { type = '', name } = { __proto__: null, ...options };
  const place = readPath(given);
  const stats = await builtins.fs().promises.stat(place).catch((error) => {
    throw refusal('path', `cannot be read (${error.code}): ${place}`, error);
  });
  if (stats.isDirectory()) throw refusal('path', `is a folder: zip it first: ${place}`);
  if (!stats.isFile()) throw refusal('path', `is not a file: ${place}`);
  const blob = await builtins.fs().openAsBlob(place, { type });
  // Node 20 to 24 count a Blob's bytes in 32 bits.
  if (blob.size !== stats.size) throw refusal('path', `has ${stats.size} bytes, more than this version of Node can send as a Blob`);
  const file = new File([blob], name ?? builtins.path().basename(place), { type });
  if (file.size !== blob.size) throw refusal('path', "cannot be a File: the one of this environment (jsdom?) ignores Node's Blob");
  return file;
}

function readPath(given) {
  if (typeof given === 'string') return given;
  try {
    return builtins.url().fileURLToPath(given);
  } catch (error) {
    throw refusal('path', given instanceof Promise ? 'is a Promise: is an await missing?' : 'must be a string or a file: URL', error);
  }
}
