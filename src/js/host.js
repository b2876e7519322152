// What JavaScript says better than Rust can: two helpers that work on the caller's own values.

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
  // NaN and Infinity are written as null: only a text with a null in it can hide one.
  if (text?.includes('null')) {
    const refusal = explain(value);
    if (refusal) throw refusal;
  }
  return text;
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
