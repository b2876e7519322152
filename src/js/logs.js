// What belongs to the logs: those that are written, and those that are read as they are written.
import { isRecord, encodeJson, refuse } from './arguments.js';
import { parseJson } from './answer.js';

const isFile = (value) => value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** The logs to be written, copied, since a file in them is replaced. */
export function readLogs(data) {
  const logs = Array.isArray(data) ? data : [data];
  if (!logs.length) throw refuse('data', 'must not be empty');
  if (!logs.every(isRecord)) throw refuse('data', 'must be an object, or a list of objects');
  const hasFiles = logs.some(({ file }) => isFile(file));
  // Read now, before the caller can change them.
  return hasFiles ? { copies: logs.map((log) => ({ ...log })), isList: logs === data } : { json: encodeJson(data, 'data') };
}

/** The JSON of logs whose files are `data:` URIs. */
export async function withFiles({ copies, isList }) {
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

/** Adds the event that these parts make to `events`; answers whether it is the log's last. */
export function pushEvent(events, name, raw, id) {
  // Most texts that are no JSON say so by their first character, and a thrown error is slow.
  const json = /^\s*[[{"\d\-tfn]/.test(raw) ? parseJson(raw) : undefined;
  const type = name ?? (typeof json?.type === 'string' ? json.type : 'message');
  events.push({ type, data: json === undefined ? raw : json, id: id ?? null, raw });
  return type === 'complete';
}
