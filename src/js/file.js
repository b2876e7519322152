// Node only: files of the disk.
import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidRequestError } from './errors.js';

/** A path as a File whose bytes are read from the disk as they are sent. */
export async function fileFromPath(path, { type = '', name } = {}) {
  const refuse = (words, cause) => {
    throw new InvalidRequestError(`path ${words}`, { code: 'invalid_request', field: 'path', cause });
  };
  if (typeof path !== 'string' && !(path instanceof URL)) refuse('must be a string or a file: URL');
  const place = path instanceof URL ? fileURLToPath(path) : path;
  const { size, isFile } = await stat(place).then(
    (stats) => ({ size: stats.size, isFile: stats.isFile() }),
    (error) => refuse(`cannot be read (${error.code})`, error),
  );
  if (!isFile) refuse('is no file');
  const blob = await openAsBlob(place, { type });
  // Node 20 to 24 count a Blob's bytes in 32 bits.
  if (blob.size !== size) refuse(`has ${size} bytes, more than this version of Node can send as a Blob`);
  return new File([blob], name ?? basename(place), { type });
}
