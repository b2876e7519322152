// What JavaScript says better than Rust can: small helpers that work on JavaScript's own values.

/** Calls an observer. What it throws, or rejects with, is reported and changes nothing. */
export function observe(hooks, name, event) {
  const report = (error) => console.error(`synapse-backend-client: ${name} failed:`, error);
  try {
    const answer = hooks[name](event);
    if (typeof answer?.then === 'function') answer.then(undefined, report);
  } catch (error) {
    report(error);
  }
}

/** `JSON.stringify(value)`. What JSON cannot say is refused: throws `{ key, words }`. */
export function encodeJson(value) {
  let text;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw explain(value) ?? { key: '', words: 'cannot be written as JSON', cause: error };
  }
  if (text === '{}' && !isPlain(value)) throw { key: '', words: 'holds nothing that JSON can say' };
  // NaN and Infinity are written as null: only a text with a null in it can hide one.
  if (text?.includes('null')) {
    const refusal = explain(value);
    if (refusal) throw refusal;
  }
  return text;
}

/** Whether `{}` is all that there is to say of an object: not of FormData, say, or a Map. */
function isPlain({ toJSON, constructor }) {
  return typeof toJSON === 'function' || constructor === undefined || constructor.name === 'Object';
}

/** Where, and why, a value cannot be written as JSON; undefined where it can. */
function explain(value) {
  const open = [];
  let refusal;
  const visit = function (key, item) {
    while (open.length && open.at(-1).holder !== this) open.pop();
    const path = open.length < 2 ? key : `${open.at(-1).path}.${key}`;
    const refuse = (words) => {
      refusal ??= { key: path, words };
    };
    if (typeof item === 'number' && !Number.isFinite(item)) refuse(`must not be ${item}`);
    if (typeof item === 'bigint') refuse('must not be a bigint: JSON has no such numbers');
    if (open.some(({ holder }) => holder === item)) refuse('must not contain itself');
    if (refusal) return undefined;
    if (typeof item === 'object' && item !== null) open.push({ holder: item, path });
    return item;
  };
  try {
    JSON.stringify(value, visit);
  } catch {
    // What a toJSON or a getter threw: the first attempt's error says it.
  }
  return refusal;
}

/** Adds the event that these parts make to `events`; answers whether it is the log's last. */
export function pushEvent(events, name, raw, id) {
  const data = parsed(raw);
  const type = name ?? (typeof data?.type === 'string' ? data.type : 'message');
  events.push({ type, data, id: id ?? null, raw });
  return type === 'complete';
}

/** JSON where it is JSON, else the text. */
function parsed(text) {
  // Most texts that are no JSON say so by their first character, and a thrown error is slow.
  if (!/^\s*[[{"\d\-tfn]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const SLICE = 3 << 13; // a multiple of 3, so that the parts' base64 joins

/** A file as a `data:` URI, read slice by slice. */
export async function dataUri(file) {
  const blob = file instanceof Blob ? file : new Blob([file]);
  let uri = `data:${blob.type || 'application/octet-stream'};base64,`;
  for (let at = 0; at < blob.size; at += SLICE) {
    const bytes = new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
    uri += btoa(String.fromCharCode(...bytes));
  }
  return uri;
}
