// Node only: files of the disk.
import { readText, refuse } from './arguments.js';
import { read } from './options.js';

// At the first use: bundlers that make an ES module of this cannot turn a `require` at load into an import.
const fs = () => process.getBuiltinModule?.('node:fs') ?? require('node:fs');
const path = () => process.getBuiltinModule?.('node:path') ?? require('node:path');
const url = () => process.getBuiltinModule?.('node:url') ?? require('node:url');

/** A path as a File whose bytes are read from the disk as they are sent. */
export async function fileFromPath(given, options) {
  const { type = '', name } = read(options, { type: readText, name: readText }, 'options', '');
  const place = readPath(given);
  const stats = await fs().promises.stat(place).catch((error) => {
    throw refuse('path', `cannot be read (${error.code})`, error);
  });
  if (!stats.isFile()) throw refuse('path', 'is no file');
  const blob = await fs().openAsBlob(place, { type });
  // Node 20 to 24 count a Blob's bytes in 32 bits.
  if (blob.size !== stats.size) throw refuse('path', `has ${stats.size} bytes, more than this version of Node can send as a Blob`);
  return new File([blob], name ?? path().basename(place), { type });
}

function readPath(given) {
  if (typeof given === 'string') return given;
  try {
    return url().fileURLToPath(given);
  } catch (error) {
    throw refuse('path', 'must be a string or a file: URL', error);
  }
}
