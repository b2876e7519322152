// Node only: files of the disk.
import { readText, refuse } from './arguments.js';
import { builtins } from './builtins.js';
import { read } from './options.js';

/** A path as a File whose bytes are read from the disk as they are sent. */
export async function fileFromPath(given, options) {
  const { type = '', name } = read(options, { type: readText, name: readText }, 'options', '');
  const place = readPath(given);
  const stats = await builtins.fs().promises.stat(place).catch((error) => {
    throw refuse('path', `cannot be read (${error.code})`, error);
  });
  if (!stats.isFile()) throw refuse('path', 'is no file');
  const blob = await builtins.fs().openAsBlob(place, { type });
  // Node 20 to 24 count a Blob's bytes in 32 bits.
  if (blob.size !== stats.size) throw refuse('path', `has ${stats.size} bytes, more than this version of Node can send as a Blob`);
  return new File([blob], name ?? builtins.path().basename(place), { type });
}

function readPath(given) {
  if (typeof given === 'string') return given;
  try {
    return builtins.url().fileURLToPath(given);
  } catch (error) {
    throw refuse('path', 'must be a string or a file: URL', error);
  }
}
