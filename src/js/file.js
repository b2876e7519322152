// Node only: files of the disk.
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText, refuse } from './arguments.js';
import { read } from './options.js';

/** A path as a File whose bytes are read from the disk as they are sent. */
export async function fileFromPath(path, options) {
  const { type = '', name } = read(options, { type: readText, name: readText }, 'options', '');
  const place = readPath(path);
  const stats = await stat(place).catch((error) => {
    throw refuse('path', `cannot be read (${error.code})`, error);
  });
  if (!stats.isFile()) throw refuse('path', 'is no file');
  const blob = await openAsBlob(place, { type });
  // Node 20 to 24 count a Blob's bytes in 32 bits.
  if (blob.size !== stats.size) throw refuse('path', `has ${stats.size} bytes, more than this version of Node can send as a Blob`);
  return new File([blob], name ?? basename(place), { type });
}

function readPath(path) {
  if (typeof path === 'string') return path;
  try {
    return fileURLToPath(path);
  } catch (error) {
    throw refuse('path', 'must be a string or a file: URL', error);
  }
}
