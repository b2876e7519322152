// What callers hand in, read and checked: each reader answers the value, or throws the InvalidRequestError that names it.
import { InvalidRequestError } from './errors.js';

/**
 * What holds options, its own properties only: a polluted `Object.prototype` would be read as further ones, by us and by
 * `fetch`. Engines are quicker with such an object than with one of no prototype at all.
 */
export function Bare() {}
Bare.prototype = Object.create(null);

/** The refusal of an argument: its name, and words that follow it. */
export function refuse(field, words, cause) {
  return new InvalidRequestError(`${field} ${words}`.trim(), { code: 'invalid_request', field, cause });
}

export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own properties of an argument that may be left out, without those that are undefined. Nothing inherited is read. */
export function entriesOf(value, field, withUndefined = false) {
  if (value === undefined || value === null) return [];
  if (!looking(field, () => isRecord(value))) throw refuse(field, 'must be an object');
  return looking(field, () => Object.entries(value).filter(([, item]) => withUndefined || item !== undefined));
}

/** The same, as an object. */
export const propertiesOf = (value, field, withUndefined) =>
  Object.assign(new Bare(), Object.fromEntries(entriesOf(value, field, withUndefined)));

/** Looks into the caller's object: getters and proxies may throw. */
function looking(field, look) {
  try {
    return look();
  } catch (error) {
    throw refuse(field, 'cannot be read', error);
  }
}

/** A text that has a UTF-8 form: lone surrogates have none. */
export function readText(value, field) {
  if (typeof value !== 'string') throw refuse(field, 'must be a string');
  if (/\p{Surrogate}/u.test(value)) throw refuse(field, 'must not contain lone surrogates');
  return value;
}

/** An id as text: a string, or a whole number of at least 0. */
export function readId(value, field) {
  if (typeof value === 'number') return String(readWholeNumber(value, field));
  if (typeof value !== 'string') throw refuse(field, 'must be a whole number or a string');
  return readText(value, field);
}

export function readWholeNumber(value, field) {
  if (!Number.isSafeInteger(value) || value < 0) throw refuse(field, 'must be a whole number, 0 or more');
  return value;
}

/** Milliseconds. */
export function readDuration(value, field) {
  if (!Number.isFinite(value) || value < 0) throw refuse(field, 'must be a finite number, 0 or more');
  return value;
}

export function readFunction(value, field) {
  if (value !== null && typeof value !== 'function') throw refuse(field, 'must be a function');
  return value;
}

/** A value that stands in a query or a form as text; undefined for null, which is left out. */
export function readScalar(value, field) {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return readText(value, field);
  if (typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value)) return String(value);
  // By its method, not its class: a date of another realm (an iframe, a test runner) is one too.
  if (typeof value.toISOString !== 'function') {
    throw refuse(field, 'must be a string, a finite number, a boolean, a Date, or a list of these');
  }
  try {
    return readText(value.toISOString(), field);
  } catch (error) {
    throw refuse(field, 'must be a valid date', error);
  }
}

/** The names and texts of a query's or a form's values, by a reader of one: a name once per item of a list, none for null. */
export const pairsOf = (values, read) =>
  Object.entries(values)
    .flatMap(([name, value]) => [value].flat().map((item) => [readText(name, 'name'), read(item, name)]))
    .filter(([, text]) => text !== undefined);

/** The fields of a form, likewise; objects stand as JSON. */
export const readFields = (values) =>
  pairsOf(values, (value, name) => (isPlain(value) ? encodeJson(value, name) : readScalar(value, name)));

/** Whether a form shows a value as JSON: an object that is no date, no file and no bytes; or a list in a list. */
const isPlain = (value) => {
  if (typeof value !== 'object' || value === null) return false;
  return typeof value.toISOString !== 'function' && !(value instanceof Blob) && !ArrayBuffer.isView(value);
};

/** `JSON.stringify(data)`; what JSON cannot say is refused, by its path. */
export function encodeJson(data, field) {
  let text;
  try {
    text = JSON.stringify(data);
  } catch (error) {
    throw explain(data) ?? refuse(field, 'cannot be written as JSON', error);
  }
  const isLost = text === undefined || (text === '{}' && looking(field, () => holdsMore(data)));
  if (isLost) throw refuse(field, 'holds nothing that JSON can say');
  // NaN and Infinity are written as null: only a text with a null in it can hide one.
  const refusal = text.includes('null') && explain(data);
  if (refusal) throw refusal;
  return text;
}

/** Whether `{}` is not all that there is to say of an object: of FormData, say, or a Map. */
const holdsMore = ({ toJSON, constructor }) =>
  typeof toJSON !== 'function' && constructor !== undefined && constructor.name !== 'Object';

/** The refusal of the first thing in a value that JSON cannot say. */
function explain(value) {
  const open = [];
  let refusal;
  const visit = function (key, item) {
    while (open.length && open.at(-1).holder !== this) open.pop();
    const path = open.length < 2 ? key : `${open.at(-1).path}.${key}`;
    if (typeof item === 'number' && !Number.isFinite(item)) refusal ??= refuse(path, `must not be ${item}`);
    if (typeof item === 'bigint') refusal ??= refuse(path, 'must not be a bigint: JSON has no such numbers');
    if (open.some(({ holder }) => holder === item)) refusal ??= refuse(path, 'must not contain itself');
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

/** The JSON of a job's changes; a null progress clears it. */
export function readJobUpdate(data) {
  const { progress } = readRecord(data);
  const isNone = progress === undefined || progress === null;
  if (!isNone && !(typeof progress === 'number' && progress >= 0 && progress <= 100)) {
    throw refuse('progress', 'must be a number from 0 to 100');
  }
  return encodeJson(data, 'data');
}

/** The names in a text, separated by spaces. */
export const fieldsOf = (text) => text.split(' ').filter(Boolean);

/** The JSON of an object that has each of these fields. */
export function readData(data, required) {
  readRecord(data, required);
  return encodeJson(data, 'data');
}

/** The own properties of an object that has each of these fields. */
export function readRecord(data, required = '') {
  if (data === undefined || data === null) throw refuse('data', 'must be an object');
  const given = propertiesOf(data, 'data');
  const missing = fieldsOf(required).find((field) => !(field in given));
  if (missing) throw refuse(missing, 'is required');
  return given;
}
