// Logs to be written, with their files.
import { isRecord, encodeJson, refuse } from './arguments.js';

const isFile = (value) => value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** The body of logs to be written: their JSON, or what makes it of their copies, in which files are yet to be read. */
export function readLogs(data) {
  const logs = Array.isArray(data) ? data : [data];
  if (!logs.length) throw refuse('data', 'must not be empty');
  if (!logs.every(isRecord)) throw refuse('data', 'must be an object, or a list of objects');
  const hasFiles = logs.some(({ file }) => isFile(file));
  // Read now, before the caller can change them.
  if (!hasFiles) return encodeJson(data, 'data');
  const copies = logs.map((log) => ({ ...log }));
  return () => withFiles(copies, logs === data);
}

/** The JSON of logs whose files are `data:` URIs. */
async function withFiles(copies, isList) {
  for (const log of copies) {
    if (isFile(log.file)) log.file = await dataUri(log.file);
  }
  return encodeJson(isList ? copies : copies[0], 'data');
}

const SLICE = 3 << 13; // a multiple of 3, so that the parts' base64 joins

/** A file as a `data:` URI, read slice by slice. */
async function dataUri(file) {
  const blob = file instanceof Blob ? file : new Blob([file]);
  let uri = `data:${blob.type || 'application/octet-stream'};base64,`;
  for (let at = 0; at < blob.size; at += SLICE) {
    const bytes = await blob
      .slice(at, at + SLICE)
      .arrayBuffer()
      .catch((error) => {
        throw refuse('file', 'could not be read', error);
      });
    uri += btoa(String.fromCharCode(...new Uint8Array(bytes)));
  }
  return uri;
}
